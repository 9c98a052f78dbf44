import type { LinkKind, MapElementKind } from '@trueline/annotation'

/** The type of an object that is a map element of a kind; of others the type is an attribute. */
export const ELEMENT_TYPES: readonly (readonly [type: string, kind: MapElementKind])[] = [
  ['LaneBoundary', 'laneBoundary'],
  ['RoadEdge', 'roadEdge'],
  ['StopLine', 'stopLine'],
  ['Crosswalk', 'crosswalk'],
  ['RoadArrow', 'arrow'],
  ['TrafficLight', 'trafficLight'],
  ['TrafficSign', 'trafficSign'],
  ['Pole', 'pole'],
  ['ParkingSpace', 'parkingSpace'],
  ['DrivableArea', 'drivableArea'],
]

/** The type of a relation that is a link of a kind; the first of a kind is written. */
export const RELATION_TYPES: readonly (readonly [type: string, kind: LinkKind])[] = [
  ['successor', 'successor'],
  ['leftNeighbor', 'leftNeighbour'],
  ['rightNeighbor', 'rightNeighbour'],
  ['leftNeighbour', 'leftNeighbour'],
  ['rightNeighbour', 'rightNeighbour'],
  ['controls', 'controls'],
  ['belongsTo', 'belongsTo'],
]

/**
 * The attribute of a line, a vector of x, y and z, that says what it is the curve through; of no account where the line is
 * any other.
 */
export const KNOTS = 'trueline:knots'

/** Whether an object's type says that it is a lane. */
export function isLaneType(type: string): boolean {
  return /^(lane|driving_?lane|road_?lane)$/i.test(type)
}
