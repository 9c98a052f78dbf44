import {
  isShown,
  isStandardMap,
  type Lane,
  type LaneId,
  type LaneKind,
  lanesOf,
  type MapElement,
  type MapElementId,
  type MapElementKind,
  mapElementsOf,
} from '@trueline/annotation'
import { cornersOf, invert, type Polyline, transform, type Vec3 } from '@trueline/geometry'
import { DRAFT_LANE, type LineGesture } from '../store/lineGesture.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Rgb } from './colorMap.ts'
import type { Segment } from './edges.ts'
import type { SceneTheme } from './theme.ts'

/** A line of what does not move, in the ego space of the frame shown. */
export type RoadLine = {
  readonly id: LaneId | MapElementId
  /** Closed ones end where they begin. */
  readonly points: Polyline
  /** What of it can be taken in the hand once it is selected: its points, or what it is the curve through. */
  readonly corners: Polyline
  /** Whether it runs one way, which is shown. */
  readonly isDirected: boolean
  readonly isSelected: boolean
  readonly color: Rgb
  readonly alpha: number
  readonly widthPx: number
  readonly dashPx: number
}

const LANES: { readonly [Kind in LaneKind]: Rgb } = {
  driving: [92, 164, 255],
  bus: [255, 158, 87],
  bicycle: [94, 204, 134],
  walking: [214, 132, 214],
  parking: [150, 160, 220],
  shoulder: [150, 150, 150],
  emergency: [235, 106, 106],
  tram: [220, 196, 92],
  other: [160, 160, 160],
}
const ELEMENTS: { readonly [Kind in MapElementKind]?: Rgb } = {
  roadEdge: [176, 138, 100],
  stopLine: [235, 106, 106],
  crosswalk: [226, 190, 92],
  arrow: [120, 200, 220],
  trafficLight: [235, 106, 106],
  trafficSign: [240, 160, 60],
  pole: [176, 138, 100],
  parkingSpace: [150, 160, 220],
  drivableArea: [120, 140, 130],
}
const YELLOW: Rgb = [240, 190, 70]

/** What the lines of a frame are drawn from. */
type Parts = Pick<
  WorkbenchState,
  'annotations' | 'clip' | 'hasRoad' | 'selectedFixedId' | 'frame' | 'mendPreview'
>

/** Lanes and map elements but a standard map's as lines, seen from a frame; the one dragged as it would be on release. */
export function roadLines(
  { annotations, clip, hasRoad, selectedFixedId, frame, mendPreview }: Parts,
  theme: SceneTheme,
  gesture: LineGesture | null,
): readonly RoadLine[] {
  if (!hasRoad || clip === null) return []
  const worldFromEgo = clip.frames[frame]?.worldFromEgo ?? null
  const egoFromWorld = worldFromEgo && invert(worldFromEgo)
  const seen = (line: Polyline): Polyline =>
    egoFromWorld === null ? line : line.map((point) => transform(egoFromWorld, point))
  const given = ({ id }: Lane | MapElement, line: Polyline): Polyline =>
    gesture?.id === id ? gesture.points : line
  /** A curve is held by its knots. */
  const held = ({ id, knots }: Lane | MapElement, line: Polyline): Polyline =>
    seen((gesture?.id === id ? gesture.knots : knots) ?? line)
  const looked = (id: RoadLine['id'], look: Look) => {
    const isSelected = id === selectedFixedId
    const selected = isSelected ? { color: theme.accent, alpha: 1, widthPx: 3, dashPx: 0 } : {}
    return { id, isSelected, ...look, ...selected }
  }
  const lanes = lanesOf(annotations)
    .filter(isShown)
    .map((lane) => ({
      ...looked(lane.id, laneLook(lane)),
      points: seen(given(lane, lane.centerLine)),
      corners: held(lane, given(lane, lane.centerLine)),
      isDirected: lane.direction === 'forward',
    }))
  const elements = mapElementsOf(annotations)
    .filter((element) => isShown(element) && !isStandardMap(element))
    .flatMap((element) =>
      outlines(element, given).map((points) => ({
        ...looked(element.id, elementLook(element, theme)),
        points: seen(points),
        corners: held(element, points),
        isDirected: false,
      })),
    )
  const ghosts = ghostsOf(mendPreview).map((record) => ({
    ...{ id: record.id, isSelected: false, color: theme.accent, alpha: 0.8, widthPx: 2, dashPx: 4 },
    points: seen(record.kind === 'lane' ? record.centerLine : (outlines(record, given)[0] ?? [])),
    corners: [],
    isDirected: record.kind === 'lane' && record.direction === 'forward',
  }))
  if (gesture?.id !== DRAFT_LANE) return [...elements, ...lanes, ...ghosts]
  const look = { color: theme.accent, alpha: 1, widthPx: 3, dashPx: 0, isSelected: true }
  const points = seen(gesture.points)
  const draft = { id: gesture.id, points, corners: points, isDirected: true, ...look }
  return [...elements, ...lanes, draft]
}

/** What a mend would leave of the lines that it changes. */
function ghostsOf(preview: WorkbenchState['mendPreview']): readonly (Lane | MapElement)[] {
  if (preview === null) return []
  return preview.patch.flatMap(({ after }) =>
    (after?.kind === 'lane' || after?.kind === 'mapElement') && isShown(after) ? [after] : [],
  )
}

type Look = Pick<RoadLine, 'color' | 'alpha' | 'widthPx' | 'dashPx'>

function laneLook({ laneKind, state, isCenterDerived }: Lane): Look {
  const alpha = state === 'proposed' ? 0.6 : 0.95
  return { color: LANES[laneKind], alpha, widthPx: 1.6, dashPx: isCenterDerived ? 6 : 0 }
}

function elementLook({ elementKind, marks, state }: MapElement, theme: SceneTheme): Look {
  const alpha = state === 'proposed' ? 0.7 : 1
  if (elementKind !== 'laneBoundary') {
    const color = ELEMENTS[elementKind] ?? theme.muted
    return { color, alpha, widthPx: 1.4, dashPx: 0 }
  }
  const [paint] = marks
  if (paint === undefined || paint.pattern === 'none') {
    return { color: theme.muted, alpha: alpha * 0.6, widthPx: 1, dashPx: 3 }
  }
  const isDashed = paint.pattern === 'dashed' || paint.pattern === 'dashedDashed'
  const color = paint.color === 'yellow' ? YELLOW : theme.text
  return { color, alpha, widthPx: 1.4, dashPx: isDashed ? 8 : 0 }
}

/** A ring closed; of a box its foot and its height. */
function outlines(
  element: MapElement,
  given: (element: MapElement, line: Polyline) => Polyline,
): readonly Polyline[] {
  const { shape } = element
  if (shape.kind === 'line') return [given(element, shape.points)]
  if (shape.kind === 'ring') {
    const points = given(element, shape.points)
    return [[...points, ...points.slice(0, 1)]]
  }
  const corners = cornersOf(shape.cuboid)
  const foot = corners.toSorted((a, b) => a[2] - b[2]).slice(0, 4)
  const [x, y, z] = shape.cuboid.center
  const half = shape.cuboid.extent[2] / 2
  return [
    [...foot, ...foot.slice(0, 1)],
    [
      [x, y, z - half],
      [x, y, z + half],
    ],
  ]
}

/** A road's arrowheads are this long, and lie this far apart. */
const ARROW = 0.9
const ARROW_EVERY = 12

/** The lines as they are drawn in 3D: their pieces, arrowheads along those that run one way, and the corners of the selected one. */
export function roadSegments(lines: readonly RoadLine[]): readonly Segment[] {
  return lines.flatMap((line) => {
    const { color, alpha, widthPx, dashPx } = line
    const piece = (from: Vec3, to: Vec3): Segment => ({ from, to, color, alpha, widthPx, dashPx })
    const pieces = line.points.slice(1).map((to, index) => piece(line.points[index]!, to))
    const whole = { color, alpha, widthPx: line.widthPx, dashPx: 0 }
    const arrows = line.isDirected ? arrowsAlong(line.points) : []
    const corners = line.isSelected ? line.corners : []
    return [
      ...pieces,
      ...arrows.map(([from, to]) => ({ ...whole, from, to })),
      ...corners.map(([x, y, z]) => {
        const from: Vec3 = [x, y, z]
        return { ...whole, widthPx: 6, from, to: [x, y, z + 0.05] as Vec3 }
      }),
    ]
  })
}

function arrowsAlong(points: Polyline): readonly (readonly [from: Vec3, to: Vec3])[] {
  const arrows: (readonly [Vec3, Vec3])[] = []
  let left = ARROW_EVERY / 2
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1]!, points[index]!]
    const [x, y] = [to[0] - from[0], to[1] - from[1]]
    const length = Math.hypot(x, y)
    if (length === 0) continue
    for (; left <= length; left += ARROW_EVERY) {
      const share = left / length
      const tip: Vec3 = [
        from[0] + x * share,
        from[1] + y * share,
        from[2] + (to[2] - from[2]) * share,
      ]
      const [ux, uy] = [(x / length) * ARROW, (y / length) * ARROW]
      arrows.push([[tip[0] - ux + uy * 0.5, tip[1] - uy - ux * 0.5, tip[2]], tip])
      arrows.push([[tip[0] - ux - uy * 0.5, tip[1] - uy + ux * 0.5, tip[2]], tip])
    }
    left -= length
  }
  return arrows
}
