import { catalogue } from '@trueline/annotation'

/** What is said of OpenLane-V2. */
export const openlaneV2Texts = catalogue({
  title: { en: 'OpenLane-V2', zh: 'OpenLane-V2' },
  reads: {
    en: 'info/*.json: centre lines or lane segments (-ls), traffic elements, topology, cameras, poses; images beside them',
    zh: 'info/*.json：中心线或车道段（-ls）、交通要素、拓扑、相机、位姿；旁边的图像',
  },
  writes: {
    en: 'info/*.json, a file a frame: lane segments where all lanes have boundaries, else centre lines; with sensors also images',
    zh: 'info/*.json，每帧一个文件：所有车道都有边界时写车道段，否则写中心线；含传感器时还有图像',
  },
  mergeLimit: {
    en: 'A lane that several frames tell is one: its longest line is taken, and each frame’s own is written back while nothing changed.',
    zh: '多帧给出的同一车道合为一条：取最长的线，未改动时写回各帧自己的线。',
  },
  lightLimit: {
    en: 'Traffic elements are boxes of the front camera: lights and signs are put where the rays of several frames meet, else as far as their size says.',
    zh: '交通要素是前视相机中的框：按多帧视线的交点放置，否则按大小估计距离。',
  },
  rangeLimit: {
    en: 'Lanes that pass within 50 m ahead and behind and 25 m to the sides of a frame’s vehicle are written whole.',
    zh: '经过车辆前后 50 m、左右 25 m 以内的车道整条写出。',
  },
  pickleLimit: {
    en: 'Submissions (pickles), data_dict files and standard maps are not read.',
    zh: '不读取提交文件（pickle）、data_dict 文件和普通地图。',
  },
  info: { en: 'an info file of OpenLane-V2', zh: 'OpenLane-V2 的 info 文件' },
  holds: { en: '{file} holds lanes of a frame', zh: '{file} 含一帧的车道' },
  sameMoment: {
    en: 'another file of the moment {moment}: {file} is read',
    zh: '时刻 {moment} 的另一个文件：读取 {file}',
  },
  oneEach: { en: 'one file a moment', zh: '每个时刻一个文件' },
  placed: {
    en: '{count} lights and signs were put where rays of several frames meet, {guessed} as far as their size says',
    zh: '{count} 个灯和标志按多帧视线的交点放置，{guessed} 个按大小估计距离',
  },
  noCamera: {
    en: 'no front camera: {count} lights and signs have no place',
    zh: '没有前视相机：{count} 个灯和标志无法放置',
  },
  matrix: { en: 'a matrix of {rows} rows of {columns}', zh: '{rows} 行 {columns} 列的矩阵' },
  rotation: { en: 'a rotation', zh: '旋转矩阵' },
  rectangle: { en: 'two corners of a box in pixels', zh: '像素框的两个角点' },
  unseen: {
    en: 'out of range of every frame, or not seen by its front camera',
    zh: '超出每一帧的范围，或其前视相机看不到',
  },
  pixels: { en: 'written as a box in pixels', zh: '写为像素框' },
  outOfRange: { en: 'out of range of every frame', zh: '超出每一帧的范围' },
  solidOrDash: { en: 'a line is none, solid or dashed', zh: '线只有无、实线或虚线' },
  noSegments: {
    en: 'some lanes have no boundaries: all are written as centre lines',
    zh: '部分车道没有边界：全部写为中心线',
  },
  fewNumbers: {
    en: 'three to five numbers tell no fisheye: others read a pinhole; Trueline reads its own field beside them',
    zh: '三到五个参数无法表示鱼眼镜头：其他软件读为针孔，Trueline 读取其自有字段',
  },
  frames: { en: 'no frames with poses', zh: '没有带位姿的帧' },
  noPose: {
    en: 'no pose in {count} frames: their lanes are taken to lie as seen from where the first pose is',
    zh: '{count} 帧没有位姿：其车道按从首个位姿处所见放置',
  },
})
