import { catalogue } from '@trueline/annotation'

/** What is said of OpenLABEL documents. */
export const openlabelTexts = catalogue({
  title: { en: 'ASAM OpenLABEL', zh: 'ASAM OpenLABEL' },
  reads: {
    en: 'a 1.0 document alone or beside sweeps (PCD, bin) and images; VCD, raillabel, Kognic dialects',
    zh: '单独的 1.0 文档，或与点云（PCD、bin）、图像并存；VCD、raillabel、Kognic 变体',
  },
  writes: {
    en: 'a 1.0 document; with sensors also sweeps (PCD) and images',
    zh: '1.0 文档；含传感器时还有点云（PCD）和图像',
  },
  shown: {
    en: 'Cuboids, upright 2D boxes, and lanes and elements as poly3d in the world with the relations between them are shown and edited; polygons, meshes, actions, events, contexts, other relations and tags are kept and written back.',
    zh: '显示并编辑长方体、正置 2D 框，以及世界坐标系中以 poly3d 表示的车道和要素及其关系；多边形、网格、动作、事件、情境、其他关系和标签保留并写回。',
  },
  firstCuboid: {
    en: 'Of several cuboids of one object in one frame the first is shown.',
    zh: '一个目标在一帧中有多个长方体时显示第一个。',
  },
  statics: {
    en: 'A static box becomes one a frame; it is written as static again while none of them has changed.',
    zh: '静态框变为逐帧的框；只要都未改动，就仍写为静态。',
  },
  noVcd: {
    en: 'VCD documents before OpenLABEL (root vcd) are not read.',
    zh: '不读取 OpenLABEL 之前的 VCD 文档（根为 vcd）。',
  },
  lenses: {
    en: 'Custom intrinsics other than WoodScape’s radial_poly and fisheye intrinsics without focal lengths give cameras without overlays.',
    zh: '除 WoodScape 的 radial_poly 外的自定义内参以及没有焦距的鱼眼内参，其相机不叠加标注。',
  },
  topmost: {
    en: 'Of several documents in a tree the topmost is read.',
    zh: '有多个文档时读取最上层的一个。',
  },
  noRoot: {
    en: 'no JSON file with the root openlabel',
    zh: '没有根为 openlabel 的 JSON 文件',
  },
  isVcd: { en: '{path} is VCD, before OpenLABEL', zh: '{path} 是 OpenLABEL 之前的 VCD' },
  hasRoot: { en: '{path} has the root openlabel', zh: '{path} 的根为 openlabel' },

  noneOf: {
    en: 'no JSON file with the root "openlabel" in {count} files',
    zh: '{count} 个文件中没有根为“openlabel”的 JSON 文件',
  },
  document: { en: 'an OpenLABEL document', zh: 'OpenLABEL 文档' },
  below: {
    en: 'not read, as {path} lies above it: it can be imported by itself',
    zh: '未读取，因为 {path} 在其上层：可单独导入',
  },
  oneRead: { en: 'one for a clip: {path} was read', zh: '每个片段一个：已读取 {path}' },
  furtherDocument: { en: 'a further document', zh: '另一个文档' },
  root: {
    en: 'the root openlabel of OpenLABEL 1.0; VCD before 5.0 is to be converted first',
    zh: 'OpenLABEL 1.0 的根 openlabel；5.0 之前的 VCD 须先转换',
  },
  frameNumber: { en: 'a frame number', zh: '帧号' },
  passedOver: {
    en: '{count} cuboids of regions to be ignored are kept and not shown',
    zh: '忽略区域的 {count} 个长方体保留而不显示',
  },
  furtherCuboid: {
    en: 'a further cuboid of the object in this frame',
    zh: '该目标在本帧的另一个长方体',
  },
  oneCuboid: {
    en: 'one: it is kept in the file and not shown',
    zh: '一个：其余保留在文件中而不显示',
  },
  nameAndVal: { en: 'an object with name and val', zh: '含 name 和 val 的对象' },
  sizes: { en: 'the sizes {sizes}', zh: '尺寸 {sizes}' },
  threeSizes: { en: 'three sizes above zero', zh: '三个大于零的尺寸' },
  untied: {
    en: 'the system {system}, which no pose ties to the ego',
    zh: '坐标系 {system}，没有位姿将其与自车相连',
  },
  tied: { en: 'a system with a pose', zh: '有位姿的坐标系' },
  notUnit: {
    en: 'its quaternion has length {length}: brought to 1',
    zh: '四元数长度为 {length}：已归一化',
  },
  box: { en: 'a box of {width} × {height}', zh: '{width} × {height} 的框' },
  boxSize: { en: 'a width and height of zero or more', zh: '不小于零的宽和高' },
  quaternion: { en: 'the quaternion {values}', zh: '四元数 {values}' },
  unitQuaternion: { en: 'a quaternion of length 1', zh: '长度为 1 的四元数' },
  transform: {
    en: 'matrix4x4, quaternion or euler_angles',
    zh: 'matrix4x4、quaternion 或 euler_angles',
  },
  axes: { en: 'three of the letters X, Y, Z', zh: 'X、Y、Z 中的三个字母' },
  intrinsics: {
    en: 'intrinsics_pinhole, intrinsics_fisheye or intrinsics_custom of model radial_poly',
    zh: 'intrinsics_pinhole、intrinsics_fisheye，或 model 为 radial_poly 的 intrinsics_custom',
  },
  aboveZero: { en: 'a number above zero', zh: '大于零的数' },
  noThinPrism: {
    en: 'no thin-prism or tilt coefficients',
    zh: '没有薄棱镜或倾斜系数',
  },
  cameraMatrix: { en: 'a camera matrix', zh: '相机矩阵' },
  notCameraMatrix: { en: 'a matrix no camera has', zh: '不可能属于相机的矩阵' },
  noPose: {
    en: 'sensor {name} has no pose: taken as the ego’s space',
    zh: '传感器 {name} 没有位姿：按自车坐标系处理',
  },
  readWith: {
    en: 'cuboids in {system} are read with {axes}',
    zh: '{system} 中的长方体按{axes}读取',
  },
  egoSpace: { en: 'the ego’s space', zh: '自车坐标系' },
  standardAxes: { en: 'x forward, y left, z up', zh: ' x 前、y 左、z 上' },
  cameraAxes: {
    en: 'x forward, y down, z left, sizes length, height, width',
    zh: ' x 前、y 下、z 左，尺寸为长、高、宽',
  },
  kognicAxes: {
    en: 'y forward, x right, z up, sizes width, length, height',
    zh: ' y 前、x 右、z 上，尺寸为宽、长、高',
  },
  frameless: {
    en: 'and {count} more files of {sensor} belong to no frame',
    zh: '及 {sensor} 的另外 {count} 个文件不属于任何帧',
  },

  noState: { en: 'OpenLABEL has no state of review', zh: 'OpenLABEL 没有审核状态' },
  noProvenance: {
    en: 'OpenLABEL does not say who made a value',
    zh: 'OpenLABEL 不记录值由谁给出',
  },
  noStatic: {
    en: 'OpenLABEL does not say that an object stands still',
    zh: 'OpenLABEL 不记录目标是否静止',
  },
  foreign: {
    en: 'what another format keeps is written back by that format alone',
    zh: '其他格式保留的内容只由该格式写回',
  },
  relations: {
    en: 'relations of a removed track go with it',
    zh: '轨迹删除后，其关系一并消失',
  },
  edges: {
    en: 'a boundary is an edge of its lanes: only its line, kind and paint are kept',
    zh: '边界作为车道的边缘写出：只保留线、种类和标线',
  },
  relationAlone: { en: 'a relation has no score and no state', zh: '关系没有得分和状态' },
})
