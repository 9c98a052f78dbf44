import { uprightCuboids } from '@trueline/geometry/testing'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Annotations, allRecords, applyPatch, recordOf } from '../annotations.ts'
import { cuboidId, trackId } from '../ids.ts'
import { invertPatch, type Patch } from '../patch.ts'
import { documents, FRAME_COUNT, framesOf } from '../testing/documents.ts'
import { acceptCuboid, acceptTrack, restoreCuboid } from './acceptCuboid.ts'
import { copyToFrames } from './copyToFrames.ts'
import { createTrack } from './createTrack.ts'
import { deleteCuboid, deleteTrack } from './deleteCuboid.ts'
import {
  FrozenCuboidError,
  TakenError,
  UnknownCuboidError,
  UnknownFrameError,
  UnknownTrackError,
} from './errors.ts'
import { finalizeTrack, unfinalizeTrack } from './finalizeTrack.ts'
import { flipCuboid, flipTrackFrom, swapLengthWidth } from './flipCuboid.ts'
import { interpolateTrack } from './interpolateTrack.ts'
import { mergeTracks } from './mergeTracks.ts'
import { placeCuboid } from './placeCuboid.ts'
import { renumberTrack } from './renumberTrack.ts'
import { resizeTrack } from './resizeTrack.ts'
import { setCuboidAttribute, setTrackAttribute } from './setAttribute.ts'
import { setCategory } from './setCategory.ts'
import { setStatic } from './setStatic.ts'
import { splitTrack } from './splitTrack.ts'

const frames = framesOf(FRAME_COUNT)
const ids = fc.constantFrom(...['a', 'b', 'c', 'd', 'nobody'].map(trackId))
const some = fc.option(fc.uniqueArray(fc.nat(FRAME_COUNT - 1), { maxLength: 5 }))

const args = fc.record({
  trackId: ids,
  other: ids,
  frame: fc.nat(FRAME_COUNT),
  frames: some,
  cuboid: uprightCuboids(),
  value: fc.option(fc.constantFrom<boolean | number | string>(true, 1, 'far')),
  sign: fc.constantFrom<-1 | 0 | 1>(-1, 0, 1),
  keeping: fc.constantFrom('world' as const, 'ego' as const),
})
type Args = typeof args extends Arbitrary<infer T> ? T : never
type Command = (annotations: Annotations, given: Args) => Patch

const newTrackId = trackId('new')
const COMMANDS: Readonly<Record<string, Command>> = {
  acceptCuboid,
  acceptTrack,
  restoreCuboid,
  copyToFrames: (a, g) => copyToFrames(a, { ...g, to: g.frames ?? [] }, frames),
  createTrack: (a, g) =>
    createTrack(a, { ...g, trackId: newTrackId, category: 'car', pointCount: 3 }),
  deleteCuboid,
  deleteTrack: (a, g) => deleteTrack(a, { ...g, fromFrame: g.sign === 0 ? null : g.frame }),
  finalizeTrack,
  unfinalizeTrack,
  flipCuboid: (a, g) => flipCuboid(a, g, frames),
  flipTrackFrom,
  swapLengthWidth: (a, g) => swapLengthWidth(a, g, frames),
  interpolateTrack: (a, g) => interpolateTrack(a, g, frames),
  mergeTracks: (a, g) => mergeTracks(a, { into: g.trackId, others: [g.other] }).patch,
  placeCuboid: (a, g) => placeCuboid(a, { ...g, pointCount: 7 }, frames),
  renumberTrack: (a, g) => renumberTrack(a, { ...g, number: g.frame }),
  resizeTrack: (a, g) => resizeTrack(a, { ...g, extent: g.cuboid.extent, anchor: [g.sign, 0, -1] }),
  setTrackAttribute: (a, g) => setTrackAttribute(a, { ...g, attribute: 'x' }),
  setCuboidAttribute: (a, g) =>
    setCuboidAttribute(a, { ...g, frames: g.frames ?? [], attribute: 'x' }),
  setCategory: (a, g) => setCategory(a, { ...g, category: 'van' }),
  setStatic: (a, g) => setStatic(a, { ...g, isStatic: g.sign > 0 }),
  splitTrack: (a, g) => splitTrack(a, { ...g, newTrackId }),
}

const REFUSALS = [
  FrozenCuboidError,
  TakenError,
  UnknownCuboidError,
  UnknownFrameError,
  UnknownTrackError,
]

/** The command's patch, or `null` where it refused by name. */
function tryCommand(command: Command, annotations: Annotations, given: Args): Patch | null {
  try {
    return command(annotations, given)
  } catch (error) {
    if (REFUSALS.some((refusal) => error instanceof refusal)) return null
    throw error
  }
}

describe.each(Object.entries(COMMANDS))('%s', (name, command) => {
  it('is taken back by the inverse of its patch', () => {
    fc.assert(
      fc.property(documents(), args, (before, given) => {
        const patch = tryCommand(command, before, given) ?? []
        const after = applyPatch(before, patch)
        expect(applyPatch(after, invertPatch(patch))).toEqual(before)
      }),
    )
  })

  it('changes each record once, from what it was', () => {
    fc.assert(
      fc.property(documents(), args, (before, given) => {
        const patch = tryCommand(command, before, given) ?? []
        expect(new Set(patch.map(({ recordId }) => recordId)).size).toBe(patch.length)
        for (const change of patch) {
          expect(change.before).toBe(recordOf(before, change.recordId) ?? null)
          expect(change.after?.id ?? change.recordId).toBe(change.recordId)
        }
      }),
    )
  })

  it('leaves a sound document: cuboids have their id, their track and unlike numbers', () => {
    fc.assert(
      fc.property(documents(), args, (before, given) => {
        const after = applyPatch(before, tryCommand(command, before, given) ?? [])
        const numbers = after.tracks.map(({ number }) => number)
        expect(new Set(numbers).size).toBe(numbers.length)
        for (const record of allRecords(after)) {
          if (record.kind !== 'cuboid') continue
          expect(record.id).toBe(cuboidId(record.trackId, record.frame))
          expect(recordOf(after, record.trackId)).toBeDefined()
          expect(Math.hypot(...record.rotation)).toBeCloseTo(1, 9)
        }
      }),
    )
  })

  it('keeps what is final', () => {
    if (name === 'unfinalizeTrack') return
    fc.assert(
      fc.property(documents(), args, (before, given) => {
        const after = applyPatch(before, tryCommand(command, before, given) ?? [])
        for (const record of allRecords(before)) {
          if (record.kind !== 'cuboid' || record.state !== 'final') continue
          expect(recordOf(after, record.id)).toBe(record)
        }
      }),
    )
  })

  it('keeps the proposal of every pre-label', () => {
    fc.assert(
      fc.property(documents(), args, (before, given) => {
        const after = applyPatch(before, tryCommand(command, before, given) ?? [])
        const proposals = [...allRecords(after)].flatMap((r) =>
          r.kind === 'cuboid' ? [r.proposal] : [],
        )
        for (const record of allRecords(before)) {
          if (record.kind !== 'cuboid' || record.state === 'added') continue
          expect(proposals).toContain(record.proposal)
        }
      }),
    )
  })
})

describe.each(['interpolateTrack', 'copyToFrames'])('%s', (name) => {
  it('never moves what a human set', () => {
    fc.assert(
      fc.property(documents(), args, (before, given) => {
        const after = applyPatch(before, tryCommand(COMMANDS[name]!, before, given) ?? [])
        for (const record of allRecords(before)) {
          const isHuman = record.kind === 'cuboid' && record.provenance === 'human'
          if (isHuman && record.state !== 'rejected')
            expect(recordOf(after, record.id)).toBe(record)
        }
      }),
    )
  })
})
