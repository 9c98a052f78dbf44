import { annotationsOf, tracksOf, verbatim } from '@trueline/annotation'
import { framesOf } from '@trueline/annotation/testing'
import { fromYaw, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { shownAnnotations } from '../store/replica.ts'
import { settled } from '../testing/handClock.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import type { Answer } from '../workers/answered.ts'
import type { FoundInFrame } from '../workers/propose.service.ts'
import type { ProposerConnection } from '../workers/propose.ts'
import type { Problem } from './problem.ts'
import { createProposer } from './proposer.ts'

const classes = [{ name: 'car', category: 'car', threshold: 0.35, minDistance: 1 }]
const model = { manifest: { name: 'Test', sweeps: 1, classes } as never, network: 'net.onnx' }
const ms = { ground: 4, raster: 1, network: 2, decode: 3 }

/** A car that stands at a place in the world while the ego goes on by 1 m a frame. */
function foundAt(frame: number, center: Vec3 = [20 - frame, 3, 0]): FoundInFrame {
  const cuboid = { center, extent: [4.2, 1.8, 1.5], rotation: fromYaw(0) } as const
  return { detections: [{ cuboid, category: 'car', score: 0.8 }], pointCounts: [90], ms }
}

const ok = <Value>(value: Value): Answer<Value> => ({ value, problem: null })
const wrong = (kind: Problem['kind']): Answer<never> => ({
  value: null,
  problem: {
    kind,
    where: verbatim('net.onnx'),
    found: verbatim('x'),
    expected: verbatim('y'),
  },
})

/** A worker by hand: answers by frame, and what it was asked. */
function workerOf(answer: (call: number) => Answer<FoundInFrame> | Promise<Answer<FoundInFrame>>) {
  const loads: string[] = []
  let calls = 0
  const connection: ProposerConnection = {
    load: async (_, { backend }) => {
      loads.push(backend)
      const isGpu = backend !== 'wasm'
      return ok({
        backend: isGpu ? 'webgpu' : 'wasm',
        backendText: verbatim(isGpu ? 'WebGPU' : 'WebAssembly'),
      })
    },
    propose: async () => answer(calls++),
    cluster: async () => ok(foundAt(0)),
    dispose: () => undefined,
  }
  return { connection, loads, calls: () => calls }
}

function proposerOn(worker: ReturnType<typeof workerOf>, frames = 4) {
  const { store } = openTestStore(testClip(frames, { frames: framesOf(frames) }), [])
  const proposer = createProposer({ store, connect: () => worker.connection, model: () => model })
  return { store, proposer }
}

describe('the proposer', () => {
  it('lays the objects of a whole clip over the document as tracks, and stores nothing', async () => {
    const worker = workerOf((call) => ok(foundAt(call)))
    const { store, proposer } = proposerOn(worker)
    await proposer.propose([0, 1, 2, 3])
    const { proposals, annotations, proposing, proposedOn, modelInUse } = store.getState()
    expect([...proposals.byId.values()]).toHaveLength(1)
    const [only] = proposals.byId.values()
    expect(only).toMatchObject({
      track: { category: 'car', provenance: 'model', isStatic: true },
      support: { framesSeen: 4, framesFilled: 0, points: 360 },
      relation: { kind: 'added' },
    })
    expect(only!.cuboids.map(({ frame, state }) => [frame, state])).toEqual(
      [0, 1, 2, 3].map((frame) => [frame, 'proposed']),
    )
    expect(tracksOf(annotations)).toHaveLength(1)
    expect(shownAnnotations(store.getState().replica)).toEqual(annotationsOf([]))
    expect(proposals.limits.minScores).toEqual({ car: 0.35 })
    expect(proposing).toEqual({ state: 'idle' })
    expect(proposedOn).toMatchObject({ frames: [0, 1, 2, 3], ms })
    expect(modelInUse).toEqual({ name: 'Test', backendText: verbatim('WebGPU'), isOurs: true })
  })

  it('looks at one frame, and loads the model once', async () => {
    const worker = workerOf(() => ok(foundAt(2)))
    const { store, proposer } = proposerOn(worker)
    await proposer.propose([2])
    await proposer.propose([2])
    expect(worker.loads).toEqual(['auto'])
    const [only] = store.getState().proposals.byId.values()
    expect(only!.cuboids.map(({ frame }) => frame)).toEqual([2])
  })

  it('goes on on the processor when the GPU is lost, with the frame it was at', async () => {
    const worker = workerOf((call) =>
      call === 1 ? wrong('deviceLost') : ok(foundAt(Math.min(call, 3))),
    )
    const { store, proposer } = proposerOn(worker)
    await proposer.propose([0, 1, 2])
    expect(worker.loads).toEqual(['auto', 'wasm'])
    expect(worker.calls()).toBe(4)
    expect(store.getState().proposedOn?.frames).toEqual([0, 1, 2])
    expect(store.getState().modelInUse?.backendText?.en).toBe('WebAssembly')
  })

  it('says what is wrong with a model, and keeps the proposals made before', async () => {
    const worker = workerOf((call) => (call === 0 ? ok(foundAt(0)) : wrong('notFinite')))
    const { store, proposer } = proposerOn(worker)
    await proposer.propose([0])
    await proposer.propose([1])
    expect(store.getState().proposing).toMatchObject({
      state: 'failed',
      problem: { kind: 'notFinite', where: { en: 'net.onnx' } },
    })
    expect(store.getState().proposals.byId.size).toBe(1)
  })

  it('gives up when asked, or when another clip is opened, and shows nothing late', async () => {
    let letGo: (answer: Answer<FoundInFrame>) => void = () => undefined
    const worker = workerOf(() => new Promise<Answer<FoundInFrame>>((resolve) => (letGo = resolve)))
    const { store, proposer } = proposerOn(worker)
    const running = proposer.propose([0, 1, 2])
    await settled()
    expect(store.getState().proposing).toMatchObject({ state: 'running', done: 0, total: 3 })
    proposer.cancel()
    expect(store.getState().proposing).toEqual({ state: 'idle' })
    letGo(ok(foundAt(0)))
    await running
    expect(worker.calls()).toBe(1)
    expect(store.getState().proposals.byId.size).toBe(0)
  })

  it('loads a model once when it is given up on the way and asked for again', async () => {
    const worker = workerOf(() => ok(foundAt(0)))
    let letGo: () => void = () => undefined
    const isLet = new Promise<void>((resolve) => (letGo = resolve))
    let tell: (share: number) => void = () => undefined
    const connection: ProposerConnection = {
      ...worker.connection,
      load: async (source, options, progress) => {
        tell = progress
        await isLet
        return worker.connection.load(source, options, progress)
      },
    }
    const { store, proposer } = proposerOn({ ...worker, connection })
    const first = proposer.propose([0])
    tell(0.5)
    proposer.cancel()
    tell(0.6)
    expect(store.getState().proposing).toEqual({ state: 'idle' })
    const second = proposer.propose([1])
    expect(store.getState().proposing).toMatchObject({ state: 'loading', share: 0.6 })
    tell(0.75)
    expect(store.getState().proposing).toMatchObject({ state: 'loading', share: 0.75 })
    letGo()
    await Promise.all([first, second])
    expect(worker.loads).toEqual(['auto'])
    expect(store.getState().proposedOn?.frames).toEqual([1])
  })

  it('loads a model again that could not be loaded', async () => {
    const worker = workerOf(() => ok(foundAt(0)))
    let fails = true
    const connection: ProposerConnection = {
      ...worker.connection,
      load: (...asked) => {
        const answer = fails ? Promise.reject(new Error('no network')) : null
        fails = false
        return answer ?? worker.connection.load(...asked)
      },
    }
    const { store, proposer } = proposerOn({ ...worker, connection })
    await proposer.propose([0])
    expect(store.getState().proposing).toMatchObject({ state: 'failed', why: 'no network' })
    await proposer.propose([0])
    expect(store.getState().proposals.byId.size).toBe(1)
  })

  it('finds clusters without loading a model, where that is chosen', async () => {
    const worker = workerOf(() => wrong('failed'))
    const { store, proposer } = proposerOn(worker)
    store.getState().prefer({ backend: 'clusters' })
    await proposer.propose([0])
    expect(worker.loads).toEqual([])
    expect(store.getState().proposals.byId.size).toBe(1)
    expect(store.getState().modelInUse).toBeNull()
  })

  it('looks with another model once one is given', async () => {
    const worker = workerOf(() => ok(foundAt(0)))
    const { store, proposer } = proposerOn(worker)
    await proposer.propose([0])
    proposer.use({ ...model, manifest: { name: 'Theirs', sweeps: 1, classes } as never })
    await proposer.propose([0])
    expect(worker.loads).toHaveLength(2)
    expect(store.getState().modelInUse).toMatchObject({ name: 'Theirs', isOurs: false })
  })
})
