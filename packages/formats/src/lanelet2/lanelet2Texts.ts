import { catalogue } from '@trueline/annotation'

/** What is said of Lanelet2 maps. */
export const lanelet2Texts = catalogue({
  title: { en: 'Lanelet2', zh: 'Lanelet2' },
  reads: {
    en: '.osm: lanelets, areas, line strings, regulatory elements; degrees, local_x and local_y',
    zh: '.osm：lanelet、区域、线串、规则要素；经纬度、local_x 和 local_y',
  },
  writes: {
    en: 'map.osm with degrees, local_x and local_y',
    zh: 'map.osm，含经纬度、local_x 和 local_y',
  },
  projectionLimit: {
    en: 'Degrees are laid flat about the map’s first node, or as the clip’s positions are; local_x and local_y are taken as they are.',
    zh: '经纬度以地图首个节点为中心展平，或按片段位置的投影；local_x 和 local_y 按原样采用。',
  },
  linkLimit: {
    en: 'Successors and neighbours are those that shared nodes and ways imply; links that ends apart would need are lost.',
    zh: '后继和相邻关系由共享的节点和路径推出；端点不相接的连接会丢失。',
  },
  holeLimit: {
    en: 'Holes of areas are kept and written back, not shown.',
    zh: '区域的内孔保留并写回，但不显示。',
  },
  oneFile: {
    en: 'Of several maps in a folder the first is read.',
    zh: '文件夹中有多份地图时读取第一份。',
  },
  map: { en: 'an OSM file with lanelets or ways', zh: '含 lanelet 或路径的 OSM 文件' },
  aNode: { en: 'node', zh: '节点' },
  aWay: { en: 'way', zh: '路径' },
  node: { en: 'node {id}', zh: '节点 {id}' },
  way: { en: 'way {id}', zh: '路径 {id}' },
  relation: { en: '{type} {id}', zh: '{type} {id}' },
  missing: { en: '{what} {id}, which is not in the file', zh: '文件中没有的 {what} {id}' },
  inFile: { en: 'one of the file', zh: '文件中存在的对象' },
  sides: { en: '{count} ways with role {role}', zh: '{count} 条角色为 {role} 的路径' },
  oneSide: { en: 'one way', zh: '一条路径' },
  open: { en: 'ways that do not join to a ring', zh: '不能连成环的路径' },
  ring: { en: 'ways that join end to end', zh: '首尾相接的路径' },
  twoNodes: { en: 'at least two nodes', zh: '至少两个节点' },
  fewNodes: { en: '{count} nodes', zh: '{count} 个节点' },
  holes: { en: '{count} holes are kept, not shown', zh: '保留 {count} 个内孔，不显示' },
  localTags: {
    en: 'local_x and local_y are taken as they are',
    zh: '按原样采用 local_x 和 local_y',
  },
  apart: {
    en: 'lanes follow one another by sharing the ends of their boundaries: these ends lie apart',
    zh: '车道通过共享边界端点相接：这些端点彼此分离',
  },
  unshared: {
    en: 'lanes lie beside one another by sharing a boundary: these share none',
    zh: '车道通过共享边界相邻：这些车道没有共享',
  },
  textsAlone: {
    en: 'tags are texts: numbers come back as such',
    zh: '标签都是文本：数值读回后为文本',
  },
  madeUp: {
    en: 'written between virtual lines 1.75 m beside the centre line',
    zh: '写在中心线两侧 1.75 m 的虚拟线之间',
  },
  implied: { en: 'no link', zh: '无连接' },
  impliedAgain: {
    en: 'what is shared implies a link that was taken out',
    zh: '共享的要素会重新推出已删除的连接',
  },
  impliedOnly: {
    en: 'a link is implied by what is shared: it has no score and no state',
    zh: '连接由共享要素推出：没有得分和状态',
  },
  lowerEdge: {
    en: 'a box is written as its lower edge and height',
    zh: '立体框写为其下边缘和高度',
  },
})
