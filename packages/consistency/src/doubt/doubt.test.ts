import {
  type Annotations,
  annotationsOf,
  applyPatch,
  cuboidId,
  deleteCuboid,
  flipTrackFrom,
  setCategory,
  trackId,
  tracksOf,
} from '@trueline/annotation'
import { documents, FRAME_COUNT, framesOf } from '@trueline/annotation/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CheckRequest, checkClip, recheck } from '../checkClip.ts'
import { NO_EVIDENCE } from '../evidence.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import { clipOf, framesWith, type Given, recordsOf, STEP } from '../testing/clips.ts'
import { type ClipDoubt, doubtOf } from './doubt.ts'
import { learningSteps, learnLikelihoods, SHIPPED_LIKELIHOODS, surpriseAt } from './likelihoods.ts'

const FRAMES = framesWith(40)
const A = trackId('a')

function checked(annotations: Annotations, more: Partial<CheckRequest> = {}, frames = FRAMES) {
  const evidence = NO_EVIDENCE
  const settings = DEFAULT_SETTINGS
  return checkClip({ clip: clipOf(frames), annotations, settings, evidence, ...more })
}

const driving = (given: Partial<Given> = {}): Given => ({
  ...{ name: 'a', extent: [4.2, 1.75, 1.55] },
  at: (frame) => ({ x: 10 * STEP * frame, y: 5, yaw: 0 }),
  ...given,
})
const documentOf = (...tracks: readonly Given[]) => annotationsOf(recordsOf(FRAMES, tracks))

describe('doubt', () => {
  it('is small where nothing is found, and large where front and rear are exchanged', () => {
    const good = documentOf(driving())
    const bad = applyPatch(good, flipTrackFrom(good, { trackId: A, frame: 30 }))
    const [before, after] = [good, bad].map((one) => doubtOf(checked(one), null))
    expect(before?.byTrack.get(A)).toBeLessThan(0.2)
    expect(after?.byTrack.get(A)).toBeGreaterThan(0.4)
    const ofFrame = (doubt: ClipDoubt, frame: number) =>
      doubt.boxes.get(A)!.get(cuboidId(A, frame))!
    expect(ofFrame(after!, 35)).toBeGreaterThan(ofFrame(after!, 10))
    expect(ofFrame(after!, 10)).toBeGreaterThan(ofFrame(before!, 10))
  })

  it('is between 0 and 1 for every track and sound box, and no other', () => {
    fc.assert(
      fc.property(documents(), (annotations) => {
        const clip = checked(annotations, {}, framesOf(FRAME_COUNT))
        const { byTrack, boxes } = doubtOf(clip, null)
        const ofBoxes = [...boxes.values()].flatMap((ofTrack) => [...ofTrack])
        expect([...byTrack.keys()]).toEqual([...clip.tracks.keys()])
        const states = [...clip.tracks.values()].flatMap(({ view }) => view.states)
        expect(ofBoxes.map(([id]) => id)).toEqual(states.map(({ cuboid }) => cuboid.id))
        for (const doubt of [...byTrack.values(), ...ofBoxes.map(([, value]) => value)]) {
          expect(doubt).toBeGreaterThanOrEqual(0)
          expect(doubt).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('is after an edit what it is of everything, and what did not change is the same object', () => {
    fc.assert(
      fc.property(documents(), documents(), (before, after) => {
        const frames = framesOf(FRAME_COUNT)
        const first = checked(before, {}, frames)
        const change = { annotations: after, evidence: NO_EVIDENCE, studied: [] }
        const doubt = doubtOf(recheck(first, change), doubtOf(first, null))
        const whole = doubtOf(checked(after, {}, frames), null)
        expect(doubt.byTrack).toEqual(whole.byTrack)
        expect(doubt.boxes).toEqual(whole.boxes)
      }),
    )
    const far = driving({ name: 'b', at: () => ({ x: 300, y: 90, yaw: 0 }), category: 'bus' })
    const good = documentOf(driving(), far)
    const first = checked(good)
    const known = doubtOf(first, null)
    const annotations = applyPatch(good, deleteCuboid(good, { trackId: A, frame: 12 }))
    const again = recheck(first, { annotations, evidence: NO_EVIDENCE, studied: [] })
    const b = trackId('b')
    expect(doubtOf(again, known).known.get(b)).toBe(known.known.get(b))
    expect(doubtOf(again, known).known.get(A)).not.toBe(known.known.get(A))
  })

  it('grows where a model sees nothing, and nothing is said of frames it did not look at', () => {
    const annotations = documentOf(driving())
    const said = (proposed: Annotations, frames: readonly number[]) =>
      doubtOf(
        checked(annotations, { proposals: { annotations: proposed, frames: new Set(frames) } }),
        null,
      )
    const all = FRAMES.map((_, frame) => frame)
    const seen = said(annotations, all).byTrack.get(A)!
    const unseen = said(documentOf(), all).byTrack.get(A)!
    expect(unseen).toBeGreaterThan(seen)
    expect(said(documentOf(), []).byTrack).toEqual(doubtOf(checked(annotations), null).byTrack)
  })
})

describe('likelihoods', () => {
  const sizeOf = (likelihoods: typeof SHIPPED_LIKELIHOODS, meaning: string, m3: number) =>
    surpriseAt(likelihoods, { meaning, feature: 'size', value: Math.log(m3) })

  it('that ship know the size of a car', () => {
    expect(sizeOf(SHIPPED_LIKELIHOODS, 'car', 11)).toBeLessThan(0.5)
    expect(sizeOf(SHIPPED_LIKELIHOODS, 'car', 60)).toBe(3)
    expect(sizeOf(SHIPPED_LIKELIHOODS, 'unheard of', 60)).toBe(0)
  })

  it('are learned from what people accepted, and from nothing else', () => {
    const tall = Array.from({ length: 60 }, (_, index) =>
      driving({ name: `t${index}`, category: 'barrier', extent: [3, 3, 6] }),
    )
    const clip = clipOf(FRAMES)
    const open = documentOf(...tall)
    expect(learnLikelihoods([{ clip, annotations: open }]).densities.barrier).toBeUndefined()
    const accepted = documentOf(
      ...tall.map((one): Given => ({ ...one, box: () => ({ state: 'accepted' }) })),
    )
    const learned = learnLikelihoods([{ clip, annotations: accepted }])
    // A step for each of the tracks, so that others may go on between them.
    const steps = learningSteps([{ clip, annotations: accepted }])
    const tracks = tracksOf(accepted).length
    expect(Array.from({ length: tracks }, () => steps.next().done)).not.toContain(true)
    expect(steps.next()).toEqual({ done: true, value: learned })
    expect(sizeOf(learned, 'barrier', 54)).toBeLessThan(0.5)
    expect(sizeOf(learned, 'barrier', 5)).toBe(3)
    expect(sizeOf(learned, 'car', 11)).toBe(sizeOf(SHIPPED_LIKELIHOODS, 'car', 11))
  })

  it('of a category change with its labels', () => {
    const annotations = documentOf(driving())
    const bus = applyPatch(annotations, setCategory(annotations, { trackId: A, category: 'bus' }))
    const [car, wrong] = [annotations, bus].map(
      (one) => doubtOf(checked(one), null).byTrack.get(A)!,
    )
    expect(wrong).toBeGreaterThan(car!)
  })
})
