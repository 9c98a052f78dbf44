import { catalogue } from '@trueline/annotation'

/** What is said of GeoJSON. */
export const geojsonTexts = catalogue({
  title: { en: 'GeoJSON', zh: 'GeoJSON' },
  reads: {
    en: 'lines, polygons and points: lanes with their links, lines and areas; road centre lines of a standard map',
    zh: '线、多边形和点：车道及其连接、线和区域；普通地图的道路中心线',
  },
  writes: { en: 'map.geojson', zh: 'map.geojson' },
  placeLimit: {
    en: 'Coordinates are degrees, longitude first; beyond 180 and 90, or with points kilometers apart, they are taken as meters. A clip that says no place on earth is written in meters.',
    zh: '坐标为度，经度在前；超出 180 和 90，或各点相距数公里时，按米处理。没有地理位置的片段以米写出。',
  },
  linkLimit: {
    en: 'Links are properties of the feature they lead from: successors, left_neighbours, right_neighbours, controls, belongs_to.',
    zh: '连接是起点要素的属性：successors、left_neighbours、right_neighbours、controls、belongs_to。',
  },
  plainLimit: {
    en: 'A line whose kind is not told is the middle of a road: an element with the attribute standardMap.',
    zh: '未说明种类的线视为道路中心线：带 standardMap 属性的要素。',
  },
  holeLimit: { en: 'Holes of polygons are not kept.', zh: '不保留多边形的内孔。' },
  collection: { en: 'a FeatureCollection or a Feature', zh: 'FeatureCollection 或 Feature' },
  meters: {
    en: 'coordinates go beyond degrees ({value}): taken as meters; if they are degrees, latitude and longitude may be swapped',
    zh: '坐标超出度的范围（{value}）：按米处理；若为度，则经纬度可能颠倒',
  },
  sparse: {
    en: 'as degrees its points would lie {kilometers} km apart: taken as meters',
    zh: '按度计各点相距 {kilometers} km：按米处理',
  },
  saidMeters: { en: 'coordinates in meters, as the file says', zh: '按文件说明，坐标单位为米' },
  geometry: {
    en: 'a Point, LineString, Polygon, or several of the latter',
    zh: 'Point、LineString、Polygon 或多个后两者',
  },
  lineOfLane: { en: 'a LineString', zh: '一条 LineString' },
  holes: { en: '{count} holes are left out', zh: '略去 {count} 个内孔' },
  inReach: { en: 'a place near the rest of the map', zh: '位于地图其余部分附近的位置' },
  position: { en: 'two or three numbers', zh: '两个或三个数值' },
})
