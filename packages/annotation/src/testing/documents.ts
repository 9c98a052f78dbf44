import { evenly, uprightCuboids } from '@trueline/geometry/testing'
import fc, { type Arbitrary } from 'fast-check'
import { type Annotations, annotationsOf } from '../annotations.ts'
import type { Frame } from '../clip.ts'
import { box2dId, cuboidId, sensorId, type TrackId, trackId } from '../ids.ts'
import type { Box2d } from '../records/box2d.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import type { AnnotationRecord } from '../records/record.ts'
import type { Track } from '../records/track.ts'

export { type English, inEnglish } from './inEnglish.ts'
export { road } from './roads.ts'
export { isTranslated, untranslated } from './untranslated.ts'

/** The frames that documents drawn here use: 0 to 7. */
export const FRAME_COUNT = 8

/** A track with what a test says of it. */
export function track(name: string, given: Partial<Track> = {}): Track {
  return {
    kind: 'track',
    id: trackId(name),
    category: 'car',
    number: 1,
    attributes: {},
    isStatic: null,
    extent: null,
    provenance: 'model',
    extras: {},
    ...given,
  }
}

/** A track's cuboid at a frame with what a test says of it. */
export function cuboid(
  of: TrackId,
  frame: number,
  given: Partial<CuboidRecord> = {},
): CuboidRecord {
  return {
    kind: 'cuboid',
    id: cuboidId(of, frame),
    trackId: of,
    frame,
    center: [frame, 0, 0],
    extent: [4, 2, 1.5],
    rotation: [0, 0, 0, 1],
    attributes: {},
    provenance: 'model',
    state: 'proposed',
    score: 0.5,
    proposal: null,
    pointCount: null,
    extras: {},
    ...given,
  }
}

/** Frames a tenth of a second apart, the ego going on by 1 m a frame. */
export function framesOf(count: number, given: Partial<Frame> = {}): readonly Frame[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${index}`,
    timeUs: index * 100_000,
    worldFromEgo: { translation: [index, 0, 0], rotation: [0, 0, 0, 1] },
    sweeps: [],
    images: [],
    extras: {},
    ...given,
  }))
}

const provenances = fc.constantFrom('human', 'model', 'import', 'interpolated', 'refit')
const states = fc.constantFrom('proposed', 'accepted', 'fixed', 'rejected', 'added', 'final')

/** Cuboids of a track at some of the frames. */
function cuboidsOfTrack(of: TrackId): Arbitrary<readonly CuboidRecord[]> {
  const given = fc.record({
    frame: fc.nat(FRAME_COUNT - 1),
    shape: uprightCuboids(),
    provenance: provenances,
    state: states,
    score: fc.option(evenly(0, 1, 0.01)),
  })
  return fc
    .uniqueArray(given, { selector: ({ frame }) => frame, maxLength: FRAME_COUNT })
    .map((list) =>
      list.map(({ frame, shape, state, ...rest }) =>
        cuboid(of, frame, { ...shape, ...rest, state, proposal: state === 'added' ? null : shape }),
      ),
    )
}

/** Documents of up to four tracks, their numbers 1 to 4, and a few 2D boxes. */
export function documents(): Arbitrary<Annotations> {
  const tracks = fc.tuple(...['a', 'b', 'c', 'd'].map((name) => cuboidsOfTrack(trackId(name))))
  return fc
    .tuple(fc.integer({ min: 1, max: 4 }), tracks, fc.nat(3))
    .map(([count, lists, boxes]) => {
      const records: AnnotationRecord[] = lists.slice(0, count).flatMap((list, index) => {
        const name = 'abcd'[index]!
        return [track(name, { number: index + 1, isStatic: index === 0 }), ...list]
      })
      return annotationsOf([...records, ...Array.from({ length: boxes }, (_, index) => box(index))])
    })
}

function box(index: number): Box2d {
  return {
    kind: 'box2d',
    id: box2dId(`box${index}`),
    trackId: index === 0 ? trackId('a') : null,
    category: 'DontCare',
    frame: index,
    sensorId: sensorId('camera'),
    leftPx: 0,
    topPx: 0,
    rightPx: 10,
    bottomPx: 10,
    attributes: {},
    provenance: 'import',
    score: null,
    extras: {},
  }
}
