import { between, wholeBetween } from '../random.ts'
import { layRoad } from './layRoad.ts'
import type { Draft } from './network.ts'
import type { Look } from './node.ts'
import {
  bendingReference,
  type Place,
  placeOn,
  type Reference,
  rampReference,
} from './reference.ts'
import { edgeAt, type Strip, wholeStrip } from './strips.ts'

const LENGTH = 240
/** Between a ramp and another lane that comes or goes. */
const CLEAR = 45
/** How long a lane takes to come or go. */
const TAPER = [18, 35] as const

/** Lays a long road without junctions: lanes come and go, and roads leave and join it at its right. */
export function layHighway(draft: Draft, look: Look): void {
  const { random, style } = look
  const lanes = wholeBetween(random, 1, 4)
  const isOneWay = random() < 0.6
  const tightest = random() < 0.5 ? 60 : 250
  const from = { x: -LENGTH / 2, y: 0, heading: 0 }
  const reference = bendingReference(random, from, { length: LENGTH, straight: 0, tightest })
  const plain = (count: number): readonly Strip[] => {
    return Array.from({ length: count }, () => wholeStrip('road', style.laneWidth, LENGTH))
  }
  const ramp = rampOf(look)
  const shoulder = wholeStrip('shoulder', between(random, 0.4, 2.5), LENGTH)
  const inner = [...plain(lanes), ...changed(look, ramp?.strip ?? null)]
  const right = [...inner, ...(ramp === null ? [] : [ramp.strip]), shoulder]
  const left = isOneWay ? [] : [...plain(wholeBetween(random, 1, 3)), shoulder]
  const laid = layRoad(draft, { reference, left, right, solidUntil: 0 }, look)
  if (ramp === null) return
  const { strip, isExit } = ramp
  const [s, inside] = isExit ? [strip.to, strip.to - 0.5] : [strip.from, strip.from + 0.5]
  const lane = laid.laneAt('right', inner.length, inside)
  if (lane === null) return
  const place = placeOn(reference, s, -edgeAt(right, inner.length, inside))
  layRamp(draft, { ...look, isExit, lane, place })
}

/** A strip of a road that leaves (or joins) the highway; `null` for none. */
function rampOf({
  random,
  style,
}: Look): { readonly strip: Strip; readonly isExit: boolean } | null {
  const way = random()
  if (way < 0.3) return null
  const isExit = way < 0.65
  const middle = Math.round(LENGTH / 2 + between(random, -25, 25))
  const span = wholeBetween(random, 35, 70)
  const taper = between(random, ...TAPER)
  const strip: Strip = {
    use: 'road',
    width: style.laneWidth,
    from: isExit ? middle - span : middle,
    to: isExit ? middle : middle + span,
    growing: isExit ? taper : 0,
    shrinking: isExit ? 0 : taper,
    beside: -1,
    only: null,
  }
  return { strip, isExit }
}

/** A lane that comes or goes on the way; often none. */
function changed({ random, style }: Look, ramp: Strip | null): readonly Strip[] {
  if (random() < 0.5) return []
  const isBorn = random() < 0.5
  const taper = between(random, ...TAPER)
  // Clear of the ramp, whose lane lies between.
  const at =
    ramp === null
      ? Math.round(LENGTH / 2 + between(random, -70, 70))
      : random() < 0.5
        ? ramp.from - CLEAR
        : ramp.to + CLEAR
  return [
    {
      use: 'road',
      width: style.laneWidth,
      from: isBorn ? at : 0,
      to: isBorn ? LENGTH : at,
      growing: isBorn ? taper : 0,
      shrinking: isBorn ? 0 : taper,
      beside: -1,
      only: null,
    },
  ]
}

type Ramp = Look & {
  readonly isExit: boolean
  /** The highway's lane that leads onto the ramp, or that the ramp leads onto. */
  readonly lane: number
  /** The inner edge of that lane there, along the highway. */
  readonly place: Place
}

function layRamp(draft: Draft, { random, style, isExit, lane, place }: Ramp): void {
  const length = wholeBetween(random, 60, 110)
  const width = wholeStrip('road', style.laneWidth, length)
  const radius = between(random, 35, 130)
  // The ramp that joins is laid from where it does, backwards.
  const start = isExit ? place : { ...place, heading: place.heading + Math.PI }
  const reference: Reference = rampReference(start, { length, radius: isExit ? -radius : radius })
  const strips = isExit ? { left: [], right: [width] } : { left: [width], right: [] }
  const { start: end } = layRoad(draft, { reference, ...strips, solidUntil: 0 }, { random, style })
  const [own] = isExit ? end.leaving : end.arriving
  if (own === undefined) return
  const [before, after] = isExit ? [lane, own.lane] : [own.lane, lane]
  draft.lanes[before]!.successors.push(after)
}
