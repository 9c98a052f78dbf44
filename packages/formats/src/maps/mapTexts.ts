import { catalogue } from '@trueline/annotation'

/** What is said of lanes and maps, whatever the format. */
export const mapTexts = catalogue({
  holds: { en: '{file} holds a map', zh: '{file} 含地图' },
  none: { en: 'no such map', zh: '没有此类地图' },
  otherMap: { en: 'a second map', zh: '第二份地图' },
  oneMap: { en: 'one map at a time', zh: '每次一份地图' },

  laneKind: { en: 'kind', zh: '种类' },
  centerLine: { en: 'centre line', zh: '中心线' },
  boundaries: { en: 'boundaries', zh: '边界' },
  marks: { en: 'paint', zh: '标线' },
  direction: { en: 'both directions', zh: '双向' },
  turn: { en: 'turn', zh: '转向' },
  inJunction: { en: 'in a junction', zh: '位于路口' },
  speedLimit: { en: 'speed limit', zh: '限速' },
  elementKind: { en: 'kind', zh: '种类' },
  shape: { en: 'shape', zh: '形状' },
  height: { en: 'height', zh: '高度' },
  place: { en: 'latitude and longitude', zh: '经纬度' },
  frameRecords: { en: 'all of it', zh: '全部' },

  mapsOnly: { en: 'the format keeps what stands still only', zh: '该格式只保存静止的要素' },
  knots: { en: 'knots of curves', zh: '曲线的控制点' },
  noKnots: {
    en: 'the format tells lines by their points alone: curves come back as those',
    zh: '该格式只以点表示线：曲线读回后为逐点的线',
  },
  noField: { en: 'the format has no field for it', zh: '该格式没有对应字段' },
  noPlace: {
    en: 'the clip says no place on earth: meters are written as if about 0°, 0°',
    zh: '片段没有地理位置：按 0°, 0° 附近的米制坐标写出',
  },
  noPlaceMeters: {
    en: 'the clip says no place on earth: coordinates are meters',
    zh: '片段没有地理位置：坐标为米',
  },
  noBoundaries: { en: 'a lane stands between two boundaries', zh: '车道必须有左右两条边界' },
  oneMark: { en: 'a line has one kind of paint along all of it', zh: '一条线全长只有一种标线' },
  noSuchMark: { en: 'written as what is nearest', zh: '写为最接近的种类' },
  noSuchKind: { en: 'written as what is nearest', zh: '写为最接近的种类' },
  noSuchElement: { en: 'the format has no such element', zh: '该格式没有这种要素' },
  noSuchLink: { en: 'the format has no such link', zh: '该格式没有这种连接' },
  boxAsRing: { en: 'a box is written as its outline', zh: '立体框写为其轮廓' },

  local: {
    en: 'latitude and longitude, laid flat about {place}',
    zh: '经纬度坐标，以 {place} 为中心展平',
  },
  asClip: {
    en: 'latitude and longitude, laid flat as the clip’s positions are ({projection})',
    zh: '经纬度坐标，按片段位置所用的投影展平（{projection}）',
  },
  tried: {
    en: 'the clip says no place on earth; in {projection} the map lies {meters} m from its drive, and is taken so',
    zh: '片段没有地理位置；按 {projection} 地图距行驶轨迹 {meters} m，据此采用',
  },
  mirrored: {
    en: 'in {count} of {all} lanes the left boundary lies to the right: the axes are left-handed, or left and right are mixed up; nothing was turned',
    zh: '{all} 条车道中有 {count} 条的左边界位于右侧：坐标系为左手系，或左右颠倒；未作任何翻转',
  },
  swapped: {
    en: 'a latitude of {value}°: latitude and longitude may be swapped',
    zh: '纬度为 {value}°：经纬度可能颠倒',
  },
  degrees: {
    en: 'a longitude within ±180° and a latitude within ±90°',
    zh: '±180° 以内的经度和 ±90° 以内的纬度',
  },
  pointsAtLeast: { en: 'at least {least} points', zh: '至少 {least} 个点' },
  points: { en: '{count} points', zh: '{count} 个点' },
  samePlace: { en: 'points that are all in one place', zh: '所有点都在同一位置' },
  apart: { en: 'points that lie apart', zh: '互不重合的点' },
  crossing: { en: 'a line that crosses itself', zh: '自相交的线' },
  twice: { en: 'id {id} a second time', zh: '编号 {id} 重复出现' },
  unknownEnd: { en: '{id}, which is not there', zh: '不存在的 {id}' },
  knownEnd: { en: 'a lane or element of the map', zh: '地图中的车道或要素' },
  tooMany: { en: 'more than {most} points in a line', zh: '一条线超过 {most} 个点' },
  far: { en: 'a coordinate of {value}', zh: '坐标 {value}' },
  near: { en: 'coordinates within a million kilometers', zh: '一百万公里以内的坐标' },
  away: {
    en: '{count} lanes, map elements and links, the nearest {km} km from the drive',
    zh: '{count} 个车道、地图元素和连接，最近处距行驶路线 {km} 公里',
  },
  nearDrive: {
    en: 'a map in the clip’s coordinates, within {km} km of the drive',
    zh: '与片段同一坐标系的地图，距行驶路线 {km} 公里以内',
  },

  noRoads: { en: 'no middles of roads and no lanes', zh: '没有道路中心线，也没有车道' },
  roadsAway: {
    en: 'roads, {count} in all, but none within {meters} m of the drive',
    zh: '{count} 条道路，行驶路线 {meters} m 内一条也没有',
  },
  standardMap: {
    en: 'a map of roads around the drive: GeoJSON (.geojson), OpenStreetMap or Lanelet2 (.osm), OpenDRIVE (.xodr)',
    zh: '行驶路线周围的道路地图：GeoJSON（.geojson）、OpenStreetMap 或 Lanelet2（.osm）、OpenDRIVE（.xodr）',
  },
  unstable: {
    en: '{count} lines lie more than {limit} m elsewhere in other frames, line {name} by {off} m: poses or lines are off',
    zh: '{count} 条线在其他帧中的位置相差超过 {limit} m，其中 {name} 相差 {off} m：位姿或线有误',
  },
  noEnd: { en: 'it leads to nothing', zh: '连接的对象不存在' },
})
