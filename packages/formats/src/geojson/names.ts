import type { LaneKind, LinkKind, MapElementKind } from '@trueline/annotation'

/** The codec's id, and the key of what it keeps. */
export const GEOJSON = 'geojson'

/** The property of each kind of link, an array of ids. */
export const LINK_PROPERTIES: readonly (readonly [property: string, kind: LinkKind])[] = [
  ['successors', 'successor'],
  ['left_neighbours', 'leftNeighbour'],
  ['right_neighbours', 'rightNeighbour'],
  ['controls', 'controls'],
  ['belongs_to', 'belongsTo'],
]

/** What else stands for a lane's middle in `kind` or `type`. */
export const LANE_WORDS = ['lane', 'centerline', 'centreline', 'lane_centerline', 'lane_centreline']

/** The property of what score, state and provenance links have, by kind and end. */
export const LINK_REVIEWS = 'trueline:links'

/** The member of a collection whose coordinates are meters. */
export const COORDINATES = 'trueline:coordinates'

/** Words of `lane_kind`. */
export const LANE_KINDS: readonly LaneKind[] = [
  'driving',
  'bus',
  'bicycle',
  'walking',
  'parking',
  'shoulder',
  'emergency',
  'tram',
  'other',
]

/** Words of `kind` for elements. */
export const ELEMENT_KINDS: readonly MapElementKind[] = [
  'laneBoundary',
  'roadEdge',
  'stopLine',
  'crosswalk',
  'arrow',
  'trafficLight',
  'trafficSign',
  'pole',
  'parkingSpace',
  'drivableArea',
  'other',
]

/** Properties that fields of records say; an attribute of such a name is written behind `attribute:`. */
export const SAID: readonly string[] = [
  ...['kind', 'id', 'lane_kind', 'direction', 'turn', 'in_junction', 'speed_limit'],
  ...['center_derived', 'left', 'right', 'marks', 'box', LINK_REVIEWS],
  ...LINK_PROPERTIES.map(([property]) => property),
]
/** What stands before an attribute that has the name of a field. */
export const ATTRIBUTE = 'attribute:'
