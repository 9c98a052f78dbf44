import {
  type AnnotationRecord,
  type Camera,
  type Clip,
  clipId,
  laneId,
  mapElementId,
  sensorId,
} from '@trueline/annotation'
import { fromMatrix3, fromYaw, type Polyline } from '@trueline/geometry'
import type { ExportSource } from '../../codec.ts'
import { importedElement, importedLane, importedLink } from '../fixedRecords.ts'
import { geodeticExtras, localProjection } from '../projection.ts'

const along = (y: number, from = 0, to = 40): Polyline =>
  Array.from({ length: 5 }, (_, index) => {
    const x = from + ((to - from) * index) / 4
    return [x, y + x * x * 0.001, 0.5 + x * 0.01] as const
  })

const line = (id: string, y: number, [from, to]: readonly [number, number] = [0, 40]) =>
  importedElement(
    mapElementId(id),
    { elementKind: 'laneBoundary', shape: { kind: 'line', points: along(y, from, to) } },
    { marks: [{ from: 0, pattern: 'dashed', color: 'white' }] },
  )

const lines = [
  line('l0', -1.75),
  line('l1', 1.75),
  { ...line('l2', 5.25), marks: [{ from: 0, pattern: 'solidDashed', color: 'yellow' }] as const },
  line('l3', -1.75, [40, 60]),
  line('l4', 1.75, [40, 60]),
]

const side = (id: string, isReversed = false) => ({ elementId: mapElementId(id), isReversed })

const lanes = [
  importedLane(laneId('a'), along(0), {
    left: side('l1'),
    right: side('l0'),
    speedLimit: 50 / 3.6,
    attributes: { name: 'High Street' },
    state: 'accepted',
  }),
  importedLane(laneId('b'), along(0, 40, 60), {
    left: side('l4'),
    right: side('l3'),
    turn: 'straight',
    isInJunction: true,
  }),
  importedLane(laneId('c'), along(3.5), {
    left: side('l2'),
    right: side('l1'),
    laneKind: 'bus',
    score: 0.75,
    provenance: 'model',
  }),
]

const stopLine = importedElement(mapElementId('stop'), {
  elementKind: 'stopLine',
  shape: {
    kind: 'line',
    points: [
      [39, -1.5, 0.9],
      [39, 3, 0.9],
    ],
  },
})
const light = importedElement(
  mapElementId('light'),
  {
    elementKind: 'trafficLight',
    shape: {
      kind: 'box',
      cuboid: { center: [42, -4, 5], extent: [0.3, 0.4, 0.9], rotation: fromYaw(Math.PI) },
    },
  },
  { attributes: { color: 'red' } },
)
const crossing = importedElement(mapElementId('zebra'), {
  elementKind: 'crosswalk',
  shape: {
    kind: 'ring',
    points: [
      [60, -2, 1],
      [60, 6, 1],
      [63, 6, 1],
      [63, -2, 1],
    ],
  },
})
const parking = importedElement(mapElementId('park'), {
  elementKind: 'parkingSpace',
  shape: {
    kind: 'ring',
    points: [
      [10, 8, 1],
      [15, 8, 1],
      [15, 10.5, 1],
      [10, 10.5, 1],
    ],
  },
})
const kerb = importedElement(mapElementId('kerb'), {
  elementKind: 'roadEdge',
  shape: { kind: 'line', points: along(-3) },
})

const [a, b, c] = lanes.map(({ id }) => id)

/** A road of two lanes and what goes on after it: everything a map may hold. */
export const ROAD: readonly AnnotationRecord[] = [
  ...lines,
  kerb,
  stopLine,
  light,
  crossing,
  parking,
  ...lanes,
  importedLink('successor', { from: a!, to: b! }),
  importedLink('leftNeighbour', { from: a!, to: c! }),
  importedLink('rightNeighbour', { from: c!, to: a! }, { score: 0.5 }),
  importedLink('controls', { from: light.id, to: a! }),
  importedLink('controls', { from: stopLine.id, to: a! }),
  importedLink('belongsTo', { from: stopLine.id, to: light.id }),
]

/** A camera that looks ahead. */
export const ROAD_CAMERA: Camera = {
  modality: 'camera',
  id: sensorId('front'),
  egoFromSensor: {
    rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]),
    translation: [1.5, 0, 1.5],
  },
  model: {
    lens: 'pinhole',
    widthPx: 1920,
    heightPx: 1080,
    focalPx: [1200, 1200],
    centerPx: [960, 540],
  },
  extras: {},
}

/** A clip of one frame somewhere in Karlsruhe, with this road. */
export function roadSource(records = ROAD): ExportSource {
  const none = () => Promise.resolve(null)
  const clip: Clip = {
    id: clipId('road'),
    name: 'road',
    frames: [
      {
        name: '0',
        timeUs: 1_700_000_000_000_000,
        worldFromEgo: { translation: [0, 0, 0], rotation: [0, 0, 0, 1] },
        sweeps: [],
        images: [],
        extras: {},
      },
    ],
    sensors: [],
    ontology: { categories: [], attributes: [] },
    worldOrigin: [1200, -300, 100],
    format: 'none',
    extras: geodeticExtras(localProjection({ latitude: 49, longitude: 8.4 }).definition),
  }
  return { clip, records, readSweep: none, readImage: none }
}

/** The same seen by that camera. */
export function seenRoadSource(records = ROAD): ExportSource {
  const source = roadSource(records)
  return { ...source, clip: { ...source.clip, sensors: [ROAD_CAMERA] } }
}
