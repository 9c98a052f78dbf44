import {
  type AnnotationRecord,
  blobId,
  type Clip,
  type FixedRecord,
  type Lane,
  laneId,
  lanesOf,
  linkId,
  linksOf,
  mapElementId,
  mapElementsOf,
  sensorId,
  verbatim,
} from '@trueline/annotation'
import { IDENTITY_POSE, type Polyline } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import type { Answer } from '../workers/answered.ts'
import type { FoundRoad, LaneStep, LanesAsked } from '../workers/lanes.service.ts'
import { createLaneProposer, type LaneTelling } from './laneProposer.ts'
import type { Problem } from './problem.ts'

const PROPOSED = { provenance: 'model', state: 'proposed', score: 0.9, extras: {} } as const

function line(aside: number, length = 30): Polyline {
  return Array.from({ length: length / 5 + 1 }, (_, index) => [5 * index, aside, 0] as const)
}

function laneAt(name: string, aside: number, left: string | null = null): Lane {
  return {
    ...{ kind: 'lane', id: laneId(name), laneKind: 'driving', centerLine: line(aside) },
    isCenterDerived: false,
    left: left === null ? null : { elementId: mapElementId(left), isReversed: false },
    ...{ right: null, direction: 'forward', turn: null, isInJunction: false, speedLimit: null },
    ...{ attributes: {}, ...PROPOSED },
  }
}

/** Two lanes side by side, the paint between them, and that they are neighbours. */
function roadOf(prefix: string): readonly FixedRecord[] {
  const [right, left] = [laneId(`${prefix}-right`), laneId(`${prefix}-left`)]
  return [
    laneAt(right, 0, `${prefix}-paint`),
    laneAt(left, 3.5),
    {
      ...{ kind: 'mapElement', id: mapElementId(`${prefix}-paint`), elementKind: 'laneBoundary' },
      shape: { kind: 'line', points: line(1.75) },
      ...{ marks: [], attributes: {}, ...PROPOSED },
    },
    {
      ...{ kind: 'link', id: linkId('leftNeighbour', right, left), linkKind: 'leftNeighbour' },
      ...{ from: right, to: left, ...PROPOSED },
    },
  ]
}

const foundOf = (records: readonly FixedRecord[]): Answer<FoundRoad> => ({
  value: {
    ...{ records, windows: 1, pictures: 3, backendText: verbatim('WebAssembly') },
    ms: { ground: 1, window: 2 },
  },
  problem: null,
})
const wrong = (kind: Problem['kind']): Answer<never> => ({
  value: null,
  problem: { kind, where: verbatim('lanes.onnx'), found: verbatim('x'), expected: verbatim('y') },
})

const lidar = sensorId('lidar')

function drive(given: Partial<Clip['frames'][number]> = {}): Clip {
  const sensors = [
    { id: lidar, modality: 'lidar', egoFromSensor: IDENTITY_POSE, extras: {} },
  ] as const
  const bare = testClip(2, { sensors })
  const range = { blob: blobId('0'), offset: 0, bytes: 1 }
  const sweeps = [{ sensorId: lidar, range, pointCount: 1, sections: [], timeUs: null }]
  const frames = bare.frames.map((frame) => ({
    ...frame,
    worldFromEgo: IDENTITY_POSE,
    sweeps,
    ...given,
  }))
  return { ...bare, frames }
}

type Work = (asked: LanesAsked, call: number) => Answer<FoundRoad> | Promise<Answer<FoundRoad>>

function proposerOn(work: Work, clip = drive(), records: readonly AnnotationRecord[] = []) {
  const { store } = openTestStore(clip, records)
  const told: LaneTelling[] = []
  const asked: LanesAsked[] = []
  let stops = 0
  const proposer = createLaneProposer({
    store,
    model: () => ({ manifest: '', network: 'lanes.onnx', decoder: 'decoder.bin' }),
    tell: (telling) => told.push(telling),
    start: (one: LanesAsked, progress: (at: LaneStep) => void) => {
      progress({ step: 'ground', share: 0.5 })
      const found = Promise.resolve(work(one, asked.push(one) - 1))
      return { found, stop: () => void stops++ }
    },
  })
  return { store, proposer, told, asked, stops: () => stops }
}

describe('the lane proposer', () => {
  it('puts the road into the document as one edit that one undo takes back', async () => {
    const { store, proposer, told } = proposerOn(({ drive: { prefix } }) => foundOf(roadOf(prefix)))
    await proposer.propose()
    const { annotations, hasRoad } = store.getState()
    expect(lanesOf(annotations).map(({ state, provenance }) => [state, provenance])).toEqual([
      ['proposed', 'model'],
      ['proposed', 'model'],
    ])
    expect([mapElementsOf(annotations).length, linksOf(annotations).length]).toEqual([1, 1])
    expect(hasRoad).toBe(true)
    expect(told.map((one) => (one.state === 'running' ? one.step : one.state))).toEqual([
      ...['network', 'ground', 'done'],
    ])
    expect(told.at(-1)).toMatchObject({ lanes: 2, lines: 1, pictures: 3 })
    store.getState().undo()
    expect(lanesOf(store.getState().annotations)).toEqual([])
    expect(linksOf(store.getState().annotations)).toEqual([])
  })

  it('tells the model the side that traffic keeps to where a person chose it', async () => {
    const { store, proposer, asked } = proposerOn(() => foundOf([]))
    await proposer.propose()
    store.getState().prefer({ traffic: 'left' })
    await proposer.propose()
    expect(asked.map(({ traffic }) => traffic)).toEqual([null, 'left'])
  })

  it('adds nothing that is there already, and only what is new beside it', async () => {
    const { store, proposer, told } = proposerOn(({ drive: { prefix } }, call) =>
      foundOf(
        call < 2
          ? roadOf(prefix)
          : [...roadOf(prefix), laneAt(`${prefix}-third`, -3.5, `${prefix}-paint`)],
      ),
    )
    await proposer.propose()
    await proposer.propose()
    expect(told.at(-1)?.state).toBe('nothingNew')
    expect(lanesOf(store.getState().annotations)).toHaveLength(2)
    await proposer.propose()
    expect(told.at(-1)).toMatchObject({ state: 'done', lanes: 1, lines: 0 })
    const { annotations } = store.getState()
    expect(lanesOf(annotations)).toHaveLength(3)
    // The paint it was bounded by was told already and did not come again.
    expect(lanesOf(annotations).at(-1)).toMatchObject({ left: null })
  })

  it('says that poses, points or lanes are missing, and changes nothing', async () => {
    const none: Work = () => foundOf([])
    for (const [given, state] of [
      [{ worldFromEgo: null }, 'noPoses'],
      [{ sweeps: [] }, 'noPoints'],
      [{}, 'nothing'],
    ] as const) {
      const { store, proposer, told } = proposerOn(none, drive(given))
      await proposer.propose()
      expect(told.at(-1)).toEqual({ state })
      expect(lanesOf(store.getState().annotations)).toEqual([])
    }
  })

  it('goes on on the processor where the GPU is lost', async () => {
    const { proposer, asked, told } = proposerOn((_, call) =>
      call === 0 ? wrong('deviceLost') : foundOf(roadOf('try')),
    )
    await proposer.propose()
    expect(asked.map(({ backend }) => backend)).toEqual(['auto', 'wasm'])
    expect(told.at(-1)?.state).toBe('done')
  })

  it('tells why a network cannot be used, or was not there', async () => {
    const broken = proposerOn(() => wrong('outputs'))
    await broken.proposer.propose()
    expect(broken.told.at(-1)).toMatchObject({ state: 'failed', problem: { kind: 'outputs' } })
    const missing = proposerOn(() =>
      Promise.reject(new Error('lanes.onnx: the server answered 404')),
    )
    await missing.proposer.propose()
    expect(missing.told.at(-1)).toMatchObject({ state: 'failed', problem: null })
    expect(missing.told.at(-1)).toHaveProperty('why', 'lanes.onnx: the server answered 404')
  })

  it('puts nothing in late when it was stopped', async () => {
    let letGo: (answer: Answer<FoundRoad>) => void = () => undefined
    const { store, proposer, told, stops } = proposerOn(
      () => new Promise<Answer<FoundRoad>>((resolve) => (letGo = resolve)),
    )
    const proposing = proposer.propose()
    proposer.cancel()
    letGo(foundOf(roadOf('try')))
    await proposing
    expect(stops()).toBe(1)
    expect(told.at(-1)).toEqual({ state: 'stopped' })
    expect(lanesOf(store.getState().annotations)).toEqual([])
  })
})
