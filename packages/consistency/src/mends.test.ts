import {
  type Annotations,
  annotationsOf,
  applyPatch,
  type CuboidRecord,
  cuboidId,
  cuboidOf,
  cuboidsOf,
  isKeyframe,
  isShown,
  type Patch,
  trackId,
  trackOf,
} from '@trueline/annotation'
import { documents, FRAME_COUNT, framesOf } from '@trueline/annotation/testing'
import { axisAngle, yawOf } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CheckedClip, checkClip } from './checkClip.ts'
import { type Evidence, NO_EVIDENCE } from './evidence.ts'
import type { CheckId, MendId } from './finding.ts'
import { MEND_IDS, mendAll, mendFinding } from './mends.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import { clipOf, framesWith, type Given, recordsOf, STEP } from './testing/clips.ts'

const FRAMES = framesWith(40)
const CLIP = clipOf(FRAMES)
const ALL = FRAMES.map((_, frame) => frame)
const A = trackId('a')
const B = trackId('b')

function checked(
  annotations: Annotations,
  evidence: Evidence = NO_EVIDENCE,
  clip = CLIP,
): CheckedClip {
  return checkClip({ clip, annotations, settings: DEFAULT_SETTINGS, evidence })
}

/** The document after all that one mend can do. */
function mended(tracks: readonly Given[], mend: MendId, evidence?: Evidence): Annotations {
  const before = checked(annotationsOf(recordsOf(FRAMES, tracks)), evidence)
  expect(before.findings.map((finding) => finding.mend)).toContain(mend)
  return applyPatch(before.annotations, mendAll(mend, { checked: before, clip: CLIP }))
}

/** What checks still find of these kinds. */
function left(annotations: Annotations, ...checks: readonly CheckId[]) {
  return checked(annotations).findings.filter(({ check }) => checks.includes(check))
}

const straight = (frame: number) => ({ x: 10 * STEP * frame, y: 5, yaw: 0 })
const driving = (given: Partial<Given> = {}): Given => ({ name: 'a', at: straight, ...given })

/** Expects the boxes of a track to be what they would be had nobody spoiled them, to a millimeter. */
function expectAsIf(annotations: Annotations, right: Given): void {
  const truth = annotationsOf(recordsOf(FRAMES, [right]))
  for (const { id, center, extent, rotation } of cuboidsOf(truth, trackId(right.name))) {
    const [, frame] = id.split('@')
    const box = cuboidOf(annotations, trackId(right.name), Number(frame))!
    for (const axis of [0, 1, 2]) {
      expect(box.center[axis]).toBeCloseTo(center[axis]!, 3)
      expect(box.extent[axis]).toBeCloseTo(extent[axis]!, 3)
    }
    expect(yawOf(box.rotation)).toBeCloseTo(yawOf(rotation), 3)
  }
}

describe('the mends', () => {
  it('give a track one size, and leave its middle where the boxes beside say it is', () => {
    const odd = driving({ box: (frame) => (frame % 9 === 5 ? { extent: [5, 2, 1.5] } : {}) })
    const after = mended([odd], 'oneSize')
    expectAsIf(after, driving())
    expect(trackOf(after, A)?.extent).toEqual([4.4, 1.8, 1.5])
    expect(left(after, 'B1')).toEqual([])
  })

  it('keep the face that was right where a box is cut at the other end', () => {
    const cut = driving({
      at: (frame) =>
        frame >= 10 && frame < 18 ? { ...straight(frame), x: frame - 0.6 } : straight(frame),
      box: (frame) => (frame >= 10 && frame < 18 ? { extent: [3.2, 1.8, 1.5] } : {}),
    })
    expectAsIf(mended([cut], 'oneSize'), driving())
  })

  it('turn back what is turned for a moment, and what is flipped for a while', () => {
    const turned = (yaw: number, from: number, to: number) =>
      driving({
        at: (frame) => ({ ...straight(frame), yaw: frame >= from && frame <= to ? yaw : 0 }),
      })
    expectAsIf(mended([turned(0.9, 15, 15)], 'smoothHeading'), driving())
    expectAsIf(mended([turned(Math.PI, 15, 20)], 'flip'), driving())
    expectAsIf(mended([turned(Math.PI, 0, 25)], 'flip'), driving())
  })

  it('turn what drives to where it goes', () => {
    const after = mended(
      [driving({ at: (frame) => ({ ...straight(frame), yaw: 0.7 }) })],
      'alignHeading',
    )
    for (const { rotation } of cuboidsOf(after, A))
      expect(Math.abs(yawOf(rotation))).toBeLessThan(0.01)
  })

  it('set what leans upright', () => {
    const leaning = driving({
      box: (frame) => (frame === 9 ? { rotation: axisAngle([1, 0, 0], 0.3) } : {}),
    })
    expectAsIf(mended([leaning], 'upright'), driving())
  })

  it('put a box that is off back on the way, whether by little or by much', () => {
    for (const far of [0.9, 7]) {
      const off = driving({
        at: (frame) => ({ ...straight(frame), y: frame === 15 ? 5 + far : 5 }),
      })
      expectAsIf(mended([off], 'interpolate'), driving())
    }
  })

  it('put what is parked to one place, and leave in it what the poses drift', () => {
    const parked = (name: string, x: number, creep: number): Given => ({
      name,
      at: (frame) => ({ x: x + 0.004 * frame + creep * frame, y: 6, yaw: 0 }),
    })
    const beside = ['b', 'c', 'd', 'e'].map((name, index) => parked(name, 30 + 7 * index, 0))
    const after = mended([parked('a', 20, 0.02), ...beside], 'setStatic')
    expect(trackOf(after, A)?.isStatic).toBe(true)
    const xs = cuboidsOf(after, A).map(({ center, frame }) => center[0] + 0.8 * frame)
    expect(xs.at(-1)! - xs[0]!).toBeCloseTo(0.004 * 39, 2)
    expect(left(after, 'C8')).toEqual([])
  })

  it('fill gaps evenly in the world', () => {
    const gappy = driving({ frames: ALL.filter((frame) => frame < 15 || frame > 18) })
    const beside: Given = { name: 'b', at: () => ({ x: 20, y: 20, yaw: 0 }) }
    const after = mended([gappy, beside], 'fillGaps')
    expectAsIf(after, driving())
    expect(cuboidOf(after, A, 16)?.provenance).toBe('interpolated')
  })

  it('make one of a track that broke twice', () => {
    const parts = [ALL.slice(0, 12), ALL.slice(13, 26), ALL.slice(27)]
    const broken = parts.map((frames, index) => driving({ name: 'abc'[index]!, frames }))
    const after = mended(broken, 'mergeTracks')
    expect(cuboidsOf(after, A)).toHaveLength(38)
    expect(trackOf(after, B)).toBeUndefined()
  })

  it('give two tracks that were switched their own boxes back', () => {
    const lane = (name: string, y: number) =>
      driving({ name, at: (frame) => ({ ...straight(frame), y }) })
    const switched = (name: string, y: number, other: number) =>
      driving({ name, at: (frame) => ({ ...straight(frame), y: frame < 20 ? y : other }) })
    const after = mended([switched('a', 5, 9), switched('b', 9, 5)], 'swapTracks')
    expectAsIf(after, lane('a', 5))
    expectAsIf(after, lane('b', 9))
  })

  it('take away what is empty, and the one of two boxes that there is less of', () => {
    const shown = (annotations: Annotations, id: typeof A) =>
      cuboidsOf(annotations, id).filter(isShown)
    const hollow = driving({ box: (frame) => ({ pointCount: frame < 3 ? 0 : 40 }) })
    expect(shown(mended([hollow], 'deleteEmpty'), A)).toHaveLength(37)
    const copy = driving({ name: 'b', frames: ALL.slice(5, 15) })
    const after = mended([driving(), copy], 'deleteDuplicate')
    expect(shown(after, B)).toHaveLength(0)
    expect(shown(after, A)).toHaveLength(40)
  })

  it('lower what floats to the ground', () => {
    const evidence: Evidence = new Map(
      ALL.map((frame) => [cuboidId(A, frame), { pointCount: 50, groundHeight: -0.5 }]),
    )
    const after = mended([driving()], 'dropToGround', evidence)
    for (const { center } of cuboidsOf(after, A)) expect(center[2]).toBeCloseTo(0.25, 6)
  })

  it('say of boxes that they move where they do', () => {
    const wrong = driving({ box: () => ({ attributes: { isMoving: false } }) })
    expect(left(mended([wrong], 'setMoving'), 'C9')).toEqual([])
  })

  it('never change a box that a person stands for', () => {
    const clip = clipOf(framesOf(FRAME_COUNT))
    fc.assert(
      fc.property(documents(), (annotations) => {
        const evidence: Evidence = new Map()
        const before = checked(annotations, evidence, clip)
        const patches: readonly Patch[] = [
          ...before.findings.map((finding) => mendFinding(finding, { checked: before, clip })),
          ...MEND_IDS.map((mend) => mendAll(mend, { checked: before, clip })),
        ]
        const held = (record: CuboidRecord) => isKeyframe(record)
        for (const { before: was, after } of patches.flat()) {
          if (was?.kind === 'cuboid' && held(was)) expect(after).toEqual(was)
        }
      }),
    )
  })

  it('leave a clip without findings as it is', () => {
    const fine = checked(annotationsOf(recordsOf(FRAMES, [driving()])))
    for (const mend of MEND_IDS) expect(mendAll(mend, { checked: fine, clip: CLIP })).toEqual([])
  })
})
