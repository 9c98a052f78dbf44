import { catalogue } from '@trueline/annotation'

/** What is said of Argoverse 2 logs. */
export const argoverseTexts = catalogue({
  title: { en: 'Argoverse 2', zh: 'Argoverse 2' },
  reads: {
    en: 'a sensor log: annotations, city_SE3_egovehicle, calibration, lidar, cameras, map; detections',
    zh: '传感器日志：annotations、city_SE3_egovehicle、calibration、lidar、cameras、map；检测结果',
  },
  writes: {
    en: 'annotations, city_SE3_egovehicle, calibration, map; with sensors also lidar, cameras',
    zh: 'annotations、city_SE3_egovehicle、calibration、map；含传感器时还有 lidar、cameras',
  },
  logLimit: {
    en: 'Of several logs in a tree the first is read.',
    zh: '有多个日志时读取第一个。',
  },
  poseLimit: {
    en: 'Poses are written at the times of sweeps, labels and images; others are left out.',
    zh: '位姿只写出点云、标注和图像时刻的，其余略去。',
  },
  unreadLimit: {
    en: 'Scene flow and the raster of the ground are not read.',
    zh: '不读取场景流和地面栅格。',
  },
  mapLimit: {
    en: 'A map holds lanes between two boundaries, crossings and drivable areas; poles, lights, signs and lanes without boundaries stay behind.',
    zh: '地图只保存有左右边界的车道、人行横道和可行驶区域；杆、灯、标志和没有边界的车道不写出。',
  },
  anId: { en: 'an id', zh: '编号' },
  pointsOf: { en: 'at least {least} points with x, y, z', zh: '至少 {least} 个含 x、y、z 的点' },
  knownLane: { en: 'VEHICLE, BIKE or BUS', zh: 'VEHICLE、BIKE 或 BUS' },
  knownMark: {
    en: 'a mark type of the data set, such as DASHED_WHITE',
    zh: '数据集的标线类型，如 DASHED_WHITE',
  },
  noBoundaries: { en: 'a lane stands between two boundaries', zh: '车道必须有左右两条边界' },
  noSuchElement: {
    en: 'maps have crossings and drivable areas alone',
    zh: '地图只有人行横道和可行驶区域',
  },
  noSuchLink: { en: 'maps link lanes alone', zh: '地图只有车道之间的连接' },
  noSuchMark: { en: 'written as UNKNOWN', zh: '写为 UNKNOWN' },
  noSuchLane: { en: 'written as VEHICLE', zh: '写为 VEHICLE' },
  oneMark: { en: 'a line has one kind of paint along all of it', zh: '一条线全长只有一种标线' },
  drawnCenter: { en: 'maps have no centre lines', zh: '地图没有中心线' },
  centerLine: { en: 'centre line', zh: '中心线' },
  marks: { en: 'paint', zh: '标线' },
  laneKind: { en: 'kind', zh: '种类' },
  direction: { en: 'both directions', zh: '双向' },
  turn: { en: 'turn', zh: '转向' },
  speedLimit: { en: 'speed limit', zh: '限速' },
  holds: { en: '{file} holds boxes by time', zh: '{file} 含按时间排列的框' },
  holdsMap: { en: '{file} holds lanes', zh: '{file} 含车道' },
  sensors: { en: 'sensors/lidar/*.feather', zh: 'sensors/lidar/*.feather' },
  noLog: { en: 'no log', zh: '没有日志' },
  log: { en: 'an Argoverse 2 log', zh: 'Argoverse 2 日志' },
  secondLog: { en: 'a second log', zh: '第二个日志' },
  oneLog: { en: 'one log for a clip', zh: '每个片段一个日志' },
  notRead: {
    en: 'not read, as {file} holds the labels: it can be imported by itself',
    zh: '未读取，因为标注在 {file} 中：可单独导入',
  },
  row: { en: 'row {row}', zh: '第 {row} 行' },
  columnsNamed: { en: 'columns {names}', zh: '列 {names}' },
  noPoses: {
    en: 'no pose at the time of {count} frames: the nearest within 60 ms is taken, or none',
    zh: '有 {count} 帧的时刻没有位姿：取 60 ms 内最近者，否则没有',
  },
  rounded: {
    en: 'positions are written as half floats, as the data set has them: to 3 cm at 50 m',
    zh: '坐标按数据集的半精度浮点写出：50 m 处精度 3 cm',
  },
  renamed: {
    en: 'written as the data set’s own category',
    zh: '写为数据集自有的类别',
  },
  category: { en: 'category', zh: '类别' },
  radialOnly: { en: 'intrinsics have k1, k2, k3 only', zh: '内参只有 k1、k2、k3' },
})
