import { catalogue } from '@trueline/annotation'

/** What is said of OpenDRIVE. */
export const opendriveTexts = catalogue({
  title: { en: 'ASAM OpenDRIVE', zh: 'ASAM OpenDRIVE' },
  reads: {
    en: '.xodr 1.x: lines, arcs, spirals and polynomials, heights, lanes, road marks, junctions, signals, objects',
    zh: '.xodr 1.x：直线、圆弧、回旋线和多项式，高程，车道，标线，路口，信号，物体',
  },
  writes: {
    en: 'map.xodr: the file as it was where nothing changed, else a road of straight pieces for each lane',
    zh: 'map.xodr：未改动时原样写出，否则每条车道写为一条折线道路',
  },
  sampledLimit: {
    en: 'Curves become lines within a centimeter of them.',
    zh: '曲线变为偏差不超过一厘米的折线。',
  },
  lateralLimit: {
    en: 'Superelevation tilts the lanes; cross sections (shape), lane heights, bridges, railways and surfaces are not read.',
    zh: '超高使车道倾斜；不读取横断面（shape）、车道高度、桥梁、铁路和路面。',
  },
  writeLimit: {
    en: 'What changed is written as one road a lane: curves, lane numbers and road names of the source are lost.',
    zh: '有改动时每条车道写为一条道路：源文件的曲线、车道号和道路名称丢失。',
  },
  map: { en: 'an OpenDRIVE file with roads', zh: '含道路的 OpenDRIVE 文件' },
  road: { en: 'road {id}', zh: '道路 {id}' },
  section: { en: 'road {id}, laneSection {s}', zh: '道路 {id}，laneSection {s}' },
  lane: {
    en: 'road {id}, laneSection {s}, lane {lane}',
    zh: '道路 {id}，laneSection {s}，车道 {lane}',
  },
  geometry: { en: 'road {id}, geometry {s}', zh: '道路 {id}，geometry {s}' },
  object: { en: 'road {id}, {what} {name}', zh: '道路 {id}，{what} {name}' },
  junction: {
    en: 'junction {id}, connection {connection}',
    zh: '路口 {id}，connection {connection}',
  },
  noGeometry: { en: 'no geometry', zh: '没有几何' },
  knownGeometry: {
    en: 'line, arc, spiral, poly3 or paramPoly3',
    zh: 'line、arc、spiral、poly3 或 paramPoly3',
  },
  calmer: { en: 'a road that bends less', zh: '弯曲较小的道路' },
  wound: { en: 'a piece that goes round {turns} times', zh: '一段几何绕了 {turns} 圈' },
  noSections: { en: 'no lane sections', zh: '没有车道段' },
  lanes: { en: 'lanes', zh: '车道' },
  wholeLane: { en: 'a whole number but 0', zh: '非零整数' },
  longRoad: { en: 'a length of {length} m', zh: '长度 {length} m' },
  saneRoad: { en: 'a length above 0 and below 1000 km', zh: '大于 0 且小于 1000 km 的长度' },
  unknownLane: { en: 'lane {lane} of road {road}', zh: '道路 {road} 的车道 {lane}' },
  knownLane: { en: 'a lane of the file', zh: '文件中的车道' },
  shape: {
    en: 'cross sections (shape) of {count} roads are not read',
    zh: '未读取 {count} 条道路的横断面（shape）',
  },
  noOutline: { en: 'an outline of fewer than three corners', zh: '少于三个角点的轮廓' },
  outline: { en: 'an outline, or length and width', zh: '轮廓，或长和宽' },
  repeats: {
    en: '{count} repeats of one object: the first {most} are taken',
    zh: '同一物体重复 {count} 次：取前 {most} 个',
  },
  georeference: {
    en: 'a geoReference that is not understood: {text}',
    zh: '无法理解的 geoReference：{text}',
  },
  heading: {
    en: 'a header offset with a heading: not applied',
    zh: '文件头的偏移带有朝向：未应用',
  },
  betweenEdges: { en: 'a lane lies between its edges', zh: '车道位于两条边缘之间' },
  madeUp: {
    en: 'written between edges 1.75 m beside the centre line',
    zh: '写在中心线两侧 1.75 m 的边缘之间',
  },
  besideLine: {
    en: 'a lane is told by how far its edges lie to the sides of a line: an edge that turns back, or lies aslant to the other, moves by more than a centimeter',
    zh: '车道由两侧边缘到参考线的距离描述：折返或与另一侧斜交的边缘会移动超过一厘米',
  },
  forks: {
    en: 'lanes that fork lead through a junction, others through none',
    zh: '分岔的车道经过路口，其余不经过',
  },
  otherNumbers: {
    en: 'each lane is written as a road of its own',
    zh: '每条车道写为一条单独的道路',
  },
  shared: { en: 'sharing', zh: '共享' },
  ownEdges: { en: 'each lane has edges of its own', zh: '每条车道有自己的边缘' },
})
