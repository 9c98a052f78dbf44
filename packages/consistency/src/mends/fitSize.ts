import { type CuboidRecord, cuboidsOf, isShown, patchOf, reshape } from '@trueline/annotation'
import {
  add,
  type Cuboid,
  conjugate,
  deviationOf,
  medianOf,
  rotate,
  subtract,
  type Vec3,
} from '@trueline/geometry'
import { limitsOf } from '../checks/check.ts'
import { LEAST_INCIDENCE, SENSOR } from '../studyBox.ts'
import { isStill } from '../views/isStill.ts'
import { standingOf } from '../views/standing.ts'
import type { TrackView } from '../views/trackView.ts'
import { isOpen, type Mend, type MendContext, viewOf } from './mend.ts'

/** A face that fewer frames look at is where the points go to in most of all frames. */
const FEWEST_LOOKS = 5
/**
 * Which of the places that points reach, of faces nobody looks at: of length few frames show all, and
 * beside a thing its neighbours are.
 */
const REACHED = [0.95, 0.8] as const
/** Deviation of where frames see a face, in meters: more, and it is not the face that is wrong. */
const AGREED = 0.12
/** No side becomes shorter. In meters. */
const LEAST_SIDE = 0.2

/**
 * Puts the faces of a track's boxes where its points show them, each face by the same in all frames:
 * the track keeps its way, and has one size if it had one.
 *
 * What is loose does not grow, and what is cut does not shrink.
 */
export const fitSize: Mend = ({ tracks: [trackId], check }, context) => {
  const { annotations, evidence } = context
  const view = viewOf(context, trackId)
  // Of what creeps away from its points these do not say the size.
  if (trackId === undefined || view === null || isCreeping(view, context)) return []
  const shown = cuboidsOf(annotations, trackId).filter(isShown)
  if (!shown.every(isOpen)) return []
  const told = shown.flatMap((cuboid) => {
    const grown = evidence.get(cuboid.id)?.grown ?? null
    // A box turned since the points were asked has other sides than they know.
    return grown === null || !isSameTurn(grown, cuboid) ? [] : [lookAt(cuboid, grown)]
  })
  if (told.length === 0) return []
  const outwards = (axis: 0 | 1, side: -1 | 1): number | null => {
    const by = movedBy(told, axis, side)
    return by === null ? null : check === 'E2' ? Math.min(0, by) : Math.max(0, by)
  }
  const [rear, front] = [outwards(0, -1), outwards(0, 1)]
  const [right, left] = [outwards(1, -1), outwards(1, 1)]
  if (rear === null || front === null || right === null || left === null) return []
  return patchOf(
    annotations,
    shown.map((cuboid) => {
      const [length, width, height] = cuboid.extent
      const extent: Vec3 = [
        Math.max(LEAST_SIDE, length + front + rear),
        Math.max(LEAST_SIDE, width + left + right),
        height,
      ]
      const by: Vec3 = [(front - rear) / 2, (left - right) / 2, 0]
      const center = add(cuboid.center, rotate(cuboid.rotation, by))
      return reshape(cuboid, { center, extent, rotation: cuboid.rotation }, 'refit')
    }),
  )
}

function isCreeping(view: TrackView, context: MendContext): boolean {
  if (!isStill(view, context.drift)) return false
  const limits = limitsOf(view, 'C8', context)
  return standingOf(view, { ...context, limits }).creep > 0
}

/** What the points of one frame say of a box's faces. */
type Look = {
  /** From its faces outwards to the points: of the rear and the right side, of the front and the left. */
  readonly min: readonly [number, number]
  readonly max: readonly [number, number]
  /** Where the sensor is, along and across, from the center, as shares of how far away it is, */
  readonly eye: readonly [number, number]
  /** and half of length and width, likewise. */
  readonly half: readonly [number, number]
}

function lookAt({ center, extent, rotation }: CuboidRecord, grown: Cuboid): Look {
  const toLocal = conjugate(rotation)
  const off = rotate(toLocal, subtract(grown.center, center))
  const eye = rotate(toLocal, subtract(SENSOR, center))
  const away = Math.hypot(eye[0], eye[1])
  const wider = ([0, 1] as const).map((axis) => (grown.extent[axis] - extent[axis]) / 2)
  return {
    min: [wider[0]! - off[0], wider[1]! - off[1]],
    max: [wider[0]! + off[0], wider[1]! + off[1]],
    eye: [eye[0] / away, eye[1] / away],
    half: [extent[0] / 2 / away, extent[1] / 2 / away],
  }
}

/**
 * How far out a face belongs: where it is seen when it is looked at, else as far as points reach; `null`
 * where frames that look at it do not agree, for then it is the box's place that is wrong.
 */
function movedBy(told: readonly Look[], axis: 0 | 1, side: -1 | 1): number | null {
  const outOf = (look: Look): number => (side === 1 ? look.max : look.min)[axis]
  const looks = told.filter(({ eye, half }) => side * eye[axis] - half[axis] >= LEAST_INCIDENCE)
  if (looks.length >= FEWEST_LOOKS) {
    const middle = medianOf(looks.map(outOf))
    const spread = deviationOf(looks.map((look) => outOf(look) - middle))
    return spread > AGREED ? null : middle
  }
  const reached = told.map(outOf).sort((a, b) => a - b)
  return reached[Math.floor(REACHED[axis] * (reached.length - 1))]!
}

function isSameTurn(a: Cuboid, b: Cuboid): boolean {
  return a.rotation.every((value, index) => Math.abs(value - b.rotation[index]!) < 1e-9)
}
