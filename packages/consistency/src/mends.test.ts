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
  tracksOf,
} from '@trueline/annotation'
import { documents, FRAME_COUNT, framesOf } from '@trueline/annotation/testing'
import { axisAngle, type Cuboid, fromYaw, type Vec3, yawOf } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CheckedClip, checkClip } from './checkClip.ts'
import { type CuboidEvidence, type Evidence, NO_EVIDENCE } from './evidence.ts'
import type { CheckId, MendId } from './finding.ts'
import { MEND_IDS, mendAll, mendFinding, refitOpen } from './mends.ts'
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

const SEEN: CuboidEvidence = {
  ...{ pointCount: 50, groundHeight: -0.6, looseness: 0.4, cutShare: 0.3, pointSeconds: 0.05 },
}

/** What points say of each place of track a. */
function evidenceOf(say: (frame: number) => Partial<CuboidEvidence>): Evidence {
  return new Map(
    ALL.map((frame) => [cuboidId(A, frame), { pointCount: 50, groundHeight: null, ...say(frame) }]),
  )
}

/** The box of a place in the world, in the ego space of a frame. */
function inEgo(frame: number, { x, y, yaw }: { x: number; y: number; yaw: number }): Cuboid {
  const center = [x - 8 * STEP * frame, y, 0.75] as const
  return { center, extent: [4.4, 1.8, 1.5], rotation: fromYaw(yaw) }
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

  it('bring what swerves onto a smooth way, and leave what stands where it is', () => {
    const swerving = driving({
      at: (frame) => ({ ...straight(frame), y: 5 + 1.5 * Math.sin(Math.PI * STEP * frame) }),
    })
    const after = mended([swerving], 'smoothPath')
    expect(left(after, 'C5')).toEqual([])
    const offs = cuboidsOf(after, A).map(({ center }) => Math.abs(center[1] - 5))
    expect(offs.reduce((sum, off) => sum + off, 0) / offs.length).toBeLessThan(0.95 / 2)
    const thrown = {
      name: 'a',
      at: (frame: number) => ({ x: 20, y: frame % 9 < 5 ? 6 : 7.5, yaw: 0 }),
    }
    const request = { checked: checked(annotationsOf(recordsOf(FRAMES, [thrown]))), clip: CLIP }
    expect(request.checked.findings.map(({ check }) => check)).toContain('C5')
    expect(mendAll('smoothPath', request)).toEqual([])
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

  describe('of what is parked', () => {
    const standing = (name: string, x: number, creep = 0): Given => ({
      name,
      at: (frame) => ({ x: x + 0.004 * frame + creep * frame, y: 6, yaw: 0 }),
    })
    const beside = ['b', 'c', 'd', 'e'].map((name, index) => standing(name, 30 + 7 * index))
    const seen = evidenceOf((frame) => ({
      refit: inEgo(frame, { x: 20 + 0.004 * frame, y: 6, yaw: 0 }),
    }))

    it('put it where its points are, and leave in it what the poses drift', () => {
      const after = mended([standing('a', 20, 0.02), ...beside], 'setStatic', seen)
      expect(trackOf(after, A)?.isStatic).toBe(true)
      const xs = cuboidsOf(after, A).map(({ center, frame }) => center[0] + 0.8 * frame)
      expect(xs.at(-1)!).toBeCloseTo(20 + 0.004 * 39, 1)
      expect(xs[0]!).toBeCloseTo(20, 1)
      expect(left(after, 'C8')).toEqual([])
    })

    it('leave it to a person where boxes creep and nobody says which of them are right', () => {
      const before = checked(annotationsOf(recordsOf(FRAMES, [standing('a', 20, 0.02), ...beside])))
      const request = { checked: before, clip: CLIP }
      expect(mendAll('setStatic', request)).toEqual([])
      const [finding] = before.findings.filter(({ check }) => check === 'C8')
      expect(finding).toMatchObject({ tracks: [A], isUnsure: true })
      const after = applyPatch(before.annotations, mendFinding(finding!, request))
      expect(left(after, 'C8')).toEqual([])
    })

    it('put a box that stands out back among the others, however the points are', () => {
      const out = {
        ...standing('a', 20),
        at: (frame: number) => ({
          ...standing('a', 20).at(frame),
          y: frame > 10 && frame < 15 ? 6.6 : 6,
        }),
      }
      expectAsIf(mended([out, ...beside], 'setStatic'), standing('a', 20))
    })
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
    const hollow = driving({ box: () => ({ pointCount: 0 }) })
    expect(shown(mended([hollow], 'deleteEmpty'), A)).toHaveLength(0)
    // What is hidden for a while is for a person to judge.
    const hidden = driving({ box: (frame) => ({ pointCount: frame < 3 ? 0 : 40 }) })
    const before = checked(annotationsOf(recordsOf(FRAMES, [hidden])))
    const request = { checked: before, clip: CLIP }
    expect(mendAll('deleteEmpty', request)).toEqual([])
    const one = applyPatch(before.annotations, mendFinding(before.findings[0]!, request))
    expect(shown(one, A)).toHaveLength(37)
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

  it('put what was interpolated on its points, and all that no person stands for', () => {
    const evidence = evidenceOf((frame) => ({
      refit: inEgo(frame, { ...straight(frame), y: 5.5 }),
    }))
    const guessed = (frame: number): Partial<CuboidRecord> =>
      frame < 10 ? { provenance: 'interpolated' } : frame < 20 ? { provenance: 'human' } : {}
    const track = driving({ box: guessed })
    const ys = (annotations: Annotations) =>
      cuboidsOf(annotations, A).map(({ center }) => Math.round(center[1] * 100) / 100)
    const ofFinding = ys(mended([track], 'refit', evidence))
    expect(ofFinding).toEqual(ALL.map((frame) => (frame < 10 ? 5.5 : 5)))
    const clip = checked(annotationsOf(recordsOf(FRAMES, [track])), evidence)
    const all = ys(applyPatch(clip.annotations, refitOpen(clip, null)))
    expect(all).toEqual(ALL.map((frame) => (frame >= 10 && frame < 20 ? 5 : 5.5)))
  })

  it('size what is loose by its points, and leave it on its way', () => {
    // Most frames show the rear alone, and not the whole length.
    const evidence = evidenceOf((frame) => {
      const length = frame % 3 === 0 ? 4.4 : 3
      const { x, y } = straight(frame)
      const rear = inEgo(frame, { x: x - (4.4 - length) / 2, y, yaw: 0 })
      return { looseness: 0.5, grown: { ...rear, extent: [length, 1.8, 1.5] } }
    })
    expectAsIf(mended([driving({ extent: [5.4, 2.8, 1.5] })], 'fitSize', evidence), driving())
  })

  it('carry a track on beyond its end, where its points are', () => {
    const evidence = evidenceOf((frame) => ({
      refit: frame < 32 ? inEgo(frame, straight(frame)) : null,
    }))
    const beside: Given = { name: 'b', at: () => ({ x: 20, y: 30, yaw: 0 }) }
    const after = mended([driving({ frames: ALL.slice(0, 30) }), beside], 'extend', evidence)
    expectAsIf(after, driving({ frames: ALL.slice(0, 32) }))
    expect(cuboidOf(after, A, 31)).toMatchObject({ provenance: 'refit', state: 'added' })
    expect(cuboidOf(after, A, 32)).toBeUndefined()
  })

  it('put boxes where they were when their points were seen', () => {
    const evidence = evidenceOf((frame) => ({
      pointSeconds: 0.05,
      refit: inEgo(frame, straight(frame + 0.5)),
    }))
    const late = { ...driving(), at: (frame: number) => straight(frame + 0.5) }
    expectAsIf(mended([driving()], 'shiftInTime', evidence), late)
  })

  it('give names that were wrong others: numbers, categories, values', () => {
    const tracks = [driving(), driving({ name: 'b', track: { number: 1 } })]
    expect(trackOf(mended(tracks, 'renumber'), B)?.number).toBe(2)
    const car = mended([driving({ category: 'VEHICLE.CAR' })], 'majorityCategory')
    expect(trackOf(car, A)?.category).toBe('car')
    const wrong = driving({ box: () => ({ attributes: { occluded: 'rather', note: 'mine' } }) })
    const cleared = cuboidOf(mended([wrong], 'clearAttribute'), A, 5)
    expect(cleared?.attributes).toEqual({ note: 'mine' })
  })

  it('take in what a model proposes, and away what it sees nowhere', () => {
    const annotations = annotationsOf(recordsOf(FRAMES, [driving()]))
    const aside = driving({ name: 'p', at: () => ({ x: 20, y: 30, yaw: 0 }) })
    const proposals = {
      annotations: annotationsOf(recordsOf(FRAMES, [aside])),
      frames: new Set(ALL),
    }
    const evidence = NO_EVIDENCE
    const before = checkClip({
      ...{ clip: CLIP, annotations, settings: DEFAULT_SETTINGS, evidence, proposals },
    })
    const mendedBy = (mend: MendId) =>
      applyPatch(annotations, mendAll(mend, { checked: before, clip: CLIP }))
    expect(cuboidsOf(mendedBy('addObject'), trackId('p'))).toHaveLength(40)
    expect(trackOf(mendedBy('addObject'), trackId('p'))?.number).toBe(2)
    expect(cuboidsOf(mendedBy('rejectTrack'), A).filter(isShown)).toEqual([])
  })

  it('never change a box that a person stands for', () => {
    const clip = clipOf(framesOf(FRAME_COUNT))
    fc.assert(
      fc.property(documents(), (annotations) => {
        const evidence: Evidence = new Map(
          tracksOf(annotations).flatMap(({ id: track }) =>
            cuboidsOf(annotations, track).map(({ id, center, extent, rotation }) => {
              const beside: Vec3 = [center[0] + 0.4, center[1], center[2]]
              const moved = { center: beside, extent, rotation }
              return [id, { ...SEEN, refit: moved, grown: moved }] as const
            }),
          ),
        )
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
