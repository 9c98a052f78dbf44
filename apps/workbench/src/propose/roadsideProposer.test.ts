import {
  blobId,
  type Clip,
  type FixedRecord,
  linkId,
  linksOf,
  type MapElement,
  mapElementId,
  mapElementsOf,
  sensorId,
} from '@trueline/annotation'
import { fromYaw, IDENTITY_POSE, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import type { RoadsideAsked } from '../workers/roadside.service.ts'
import { createRoadsideProposer, type RoadsideTelling } from './roadsideProposer.ts'

const PROPOSED = { provenance: 'model', state: 'proposed', score: 0.8, extras: {} } as const

function thing(
  id: string,
  elementKind: MapElement['elementKind'],
  [center, extent]: readonly [Vec3, Vec3],
): MapElement {
  const cuboid = { center, extent, rotation: fromYaw(0) }
  return {
    ...{ kind: 'mapElement', id: mapElementId(id), elementKind, shape: { kind: 'box', cuboid } },
    ...{ marks: [], attributes: {}, ...PROPOSED },
  }
}

/** A pole at a place with a sign on it. */
function signAt(prefix: string, x: number): readonly FixedRecord[] {
  const pole = thing(`${prefix}-pole-${x}`, 'pole', [
    [x, 5, 1.4],
    [0.1, 0.1, 2.8],
  ])
  const sign = thing(`${prefix}-sign-${x}`, 'trafficSign', [
    [x, 5, 2.4],
    [0.1, 0.6, 0.6],
  ])
  const link = linkId('belongsTo', sign.id, pole.id)
  return [
    pole,
    sign,
    {
      ...{ kind: 'link', id: link, linkKind: 'belongsTo', from: sign.id, to: pole.id },
      ...PROPOSED,
    },
  ]
}

const lidar = sensorId('lidar')

function drive(given: Partial<Clip['frames'][number]> = {}): Clip {
  const bare = testClip(2, {
    sensors: [{ id: lidar, modality: 'lidar', egoFromSensor: IDENTITY_POSE, extras: {} }],
  })
  const range = { blob: blobId('0'), offset: 0, bytes: 1 }
  const sweeps = [{ sensorId: lidar, range, pointCount: 1, sections: [], timeUs: null }]
  return {
    ...bare,
    frames: bare.frames.map((frame) => ({
      ...{ ...frame, worldFromEgo: IDENTITY_POSE, sweeps },
      ...given,
    })),
  }
}

function proposerOn(
  work: (asked: RoadsideAsked) => Promise<readonly FixedRecord[]>,
  clip = drive(),
) {
  const { store } = openTestStore(clip, [])
  const told: RoadsideTelling[] = []
  let stops = 0
  const proposer = createRoadsideProposer({
    store,
    tell: (telling) => told.push(telling),
    start: (asked) => ({ found: work(asked), stop: () => void stops++ }),
  })
  return { store, proposer, told, stops: () => stops }
}

describe('the roadside proposer', () => {
  it('puts what it found into the document as one edit that one undo takes back', async () => {
    const { store, proposer, told } = proposerOn(async ({ prefix }) => signAt(prefix, 8))
    await proposer.propose()
    const { annotations, hasRoad, undo } = store.getState()
    expect(mapElementsOf(annotations).map(({ state }) => state)).toEqual(['proposed', 'proposed'])
    expect(linksOf(annotations)).toHaveLength(1)
    expect(hasRoad).toBe(true)
    expect(told.at(-1)).toEqual({ state: 'done', poles: 1, signs: 1, lights: 0 })
    undo()
    expect(mapElementsOf(store.getState().annotations)).toEqual([])
  })

  it('leaves out what stands there already, seen a little elsewhere or in part', async () => {
    let place = 8
    const { store, proposer, told } = proposerOn(async ({ prefix }) => signAt(prefix, place))
    await proposer.propose()
    place = 8.4
    await proposer.propose()
    expect(told.at(-1)).toEqual({ state: 'nothingNew' })
    place = 12
    await proposer.propose()
    expect(told.at(-1)).toEqual({ state: 'done', poles: 1, signs: 1, lights: 0 })
    expect(mapElementsOf(store.getState().annotations)).toHaveLength(4)
  })

  it.each([
    ['noPoses', drive({ worldFromEgo: null })],
    ['noPoints', drive({ sweeps: [] })],
  ] as const)('asks nobody and says %s', async (state, clip) => {
    const { proposer, told } = proposerOn(() => Promise.reject(new Error('asked')), clip)
    await proposer.propose()
    expect(told).toEqual([{ state }])
  })

  it('says when there is nothing, and why it could not look', async () => {
    const nothing = proposerOn(async () => [])
    await nothing.proposer.propose()
    expect(nothing.told.at(-1)).toEqual({ state: 'nothing' })
    const broken = proposerOn(() => Promise.reject(new Error('the pack is gone')))
    await broken.proposer.propose()
    expect(broken.told.at(-1)).toEqual({ state: 'failed', why: 'the pack is gone' })
  })

  it('puts nothing in when it is stopped, however late the answer comes', async () => {
    let answer: (records: readonly FixedRecord[]) => void = () => undefined
    const { store, proposer, told, stops } = proposerOn(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    const asked = proposer.propose()
    proposer.cancel()
    answer(signAt('late', 8))
    await asked
    expect([stops(), told.at(-1)?.state]).toEqual([1, 'stopped'])
    expect(mapElementsOf(store.getState().annotations)).toEqual([])
  })
})
