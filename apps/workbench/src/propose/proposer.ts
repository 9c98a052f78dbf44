import { type Annotations, type Clip, trackId } from '@trueline/annotation'
import { categoryIn, type FoundFrame, foundTracks } from '@trueline/perception'
import type { StoreApi } from 'zustand/vanilla'
import { messageOf } from '../messageOf.ts'
import { newId } from '../newId.ts'
import { shownAnnotations } from '../store/replica.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Answer } from '../workers/answered.ts'
import type { FoundInFrame, ModelSource } from '../workers/propose.service.ts'
import { frameToPropose, type ProposerConnection } from '../workers/propose.ts'
import type { Problem } from './problem.ts'
import { proposedTracks } from './proposedTracks.ts'
import { unsupported } from './relation.ts'

/** Lets a model propose objects; what it is about is in the state. */
export type Proposer = {
  /** Looks at frames of the open clip and lays what it finds over the document. Never rejects. */
  readonly propose: (frames: readonly number[]) => Promise<void>
  /** Gives up what is under way; proposals made before stay. */
  readonly cancel: () => void
  /** Another model from now on; `null`: the one that comes with the workbench. */
  readonly use: (model: ModelSource | null) => void
}

/** What a proposer stands on. */
export type ProposerParts = {
  readonly store: StoreApi<WorkbenchState>
  /** Starts the worker. */
  readonly connect: () => ProposerConnection
  readonly model: () => ModelSource
}

/** Less sure than this nothing is looked at again. */
const LEAST_SCORE = 0.1

/** The model could not be used. */
class Unusable extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.where.en}: found ${problem.found.en}, expected ${problem.expected.en}`)
    this.problem = problem
  }
}

/** A proposer that loads its model when first asked. */
export function createProposer({ store, connect, model: shipped }: ProposerParts): Proposer {
  let own: ModelSource | null = null
  const ours = (): ModelSource => {
    own ??= shipped()
    return own
  }
  let connection: ProposerConnection | null = null
  let model: ModelSource | null = null
  let load: Load | null = null
  let turn = 0

  /** Has the model loaded, unless it is, or is on its way: then somebody gave up on it before. */
  async function ready(
    backend: WorkbenchState['preferences']['backend'],
    isMine: () => boolean,
  ): Promise<void> {
    connection ??= connect()
    if (backend === 'clusters') return
    model ??= ours()
    if (load?.model !== model || load.backend !== backend) {
      load = beginLoad(connection, model, backend)
    }
    const asked = load
    const { name } = asked.model.manifest
    asked.tell = (share) => {
      if (isMine()) store.setState({ proposing: { state: 'loading', name, share } })
    }
    if (!asked.isDone) asked.tell(asked.share)
    try {
      const { backendText } = answerOf(await asked.answer)
      asked.isDone = true
      if (load !== asked) return
      store.setState({ modelInUse: { name, backendText, isOurs: asked.model === ours() } })
    } catch (error) {
      if (load === asked) load = null
      throw error
    }
  }

  /** One frame; when the GPU is lost on the way, again on the processor. */
  async function look(clip: Clip, frame: number, isMine: () => boolean): Promise<FoundInFrame> {
    const { sweepsTogether, backend } = store.getState().preferences
    if (backend === 'clusters') {
      return answerOf(await connection!.cluster(frameToPropose(clip, frame, 1), LEAST_SCORE))
    }
    const asked = frameToPropose(clip, frame, sweepsTogether ?? model?.manifest.sweeps ?? 1)
    const answer = await connection!.propose(asked, LEAST_SCORE)
    if (answer.problem?.kind !== 'deviceLost') return answerOf(answer)
    await ready('wasm', isMine)
    return answerOf(await connection!.propose(asked, LEAST_SCORE))
  }

  async function propose(frames: readonly number[]): Promise<void> {
    const { clip, preferences } = store.getState()
    if (clip === null || frames.length === 0) return
    const mine = ++turn
    const isMine = (): boolean => mine === turn && store.getState().clip?.id === clip.id
    const found: FoundInFrame[] = []
    try {
      await ready(preferences.backend, isMine)
      for (const [done, frame] of frames.entries()) {
        if (!isMine()) return
        const ms = meanMs(found)
        store.setState({ proposing: { state: 'running', done, total: frames.length, ms } })
        found.push(await look(clip, frame, isMine))
      }
      if (isMine()) show({ clip, frames, found })
    } catch (error) {
      if (!isMine()) return
      const problem = error instanceof Unusable ? error.problem : null
      store.setState({ proposing: { state: 'failed', problem, why: messageOf(error) } })
    } finally {
      if (mine === turn && store.getState().proposing.state === 'running') {
        store.setState({ proposing: { state: 'idle' } })
      }
    }
  }

  function show({ clip, frames, found }: Look): void {
    const state = store.getState()
    const labels: Annotations = shownAnnotations(state.replica)
    const seen = frames.map((frame, index): FoundFrame => ({ frame, ...found[index]! }))
    const tracks = foundTracks(clip, seen, true)
    const newTrackId = () => trackId(newId())
    const proposals = proposedTracks(tracks, { ontology: clip.ontology, labels, newTrackId })
    const boxes = proposals.flatMap(({ cuboids }) =>
      cuboids.map((cuboid) => ({ frame: cuboid.frame, cuboid })),
    )
    state.propose({
      byId: new Map(proposals.map((one) => [one.track.id, one])),
      limits: {
        ...state.proposals.limits,
        minScores: { ...thresholdsOf(model, clip), ...state.preferences.minScores },
      },
    })
    store.setState({
      proposing: { state: 'idle' },
      proposedOn: { frames, ms: meanMs(found), unsupported: unsupported(frames, boxes, labels) },
    })
  }

  return {
    propose,
    cancel() {
      turn++
      store.setState({ proposing: { state: 'idle' } })
    },
    use(other) {
      turn++
      model = other ?? ours()
      load = null
      const { name } = model.manifest
      const modelInUse = { name, backendText: null, isOurs: other === null }
      store.setState({ modelInUse, proposing: { state: 'idle' } })
    },
  }
}

/** A model that is loaded, or on its way. */
type Load = {
  readonly model: ModelSource
  readonly backend: string
  readonly answer: ReturnType<ProposerConnection['load']>
  /** The share of the network that is read. */
  share: number
  isDone: boolean
  /** Told of each further share, for whoever waits now. */
  tell: (share: number) => void
}

function beginLoad(
  connection: ProposerConnection,
  model: ModelSource,
  backend: 'auto' | 'webgpu' | 'wasm',
): Load {
  const progress = (share: number): void => {
    load.share = share
    load.tell(share)
  }
  const options = { backend, allowsSoftware: backend === 'webgpu' }
  const answer = connection.load(model, options, progress)
  const load: Load = { model, backend, answer, share: 0, isDone: false, tell: () => undefined }
  return load
}

type Look = {
  readonly clip: Clip
  readonly frames: readonly number[]
  readonly found: readonly FoundInFrame[]
}

/** From which score on a model's own classes are meant to be shown, by the clip's categories. */
function thresholdsOf(model: ModelSource | null, { ontology }: Clip): Record<string, number> {
  const entries = (model?.manifest.classes ?? []).flatMap(({ category, threshold }) => {
    const id = categoryIn(ontology, category)
    return id === null ? [] : [[id, threshold] as const]
  })
  return Object.fromEntries(entries)
}

function answerOf<Value>(answer: Answer<Value>): Value {
  if (answer.problem !== null) throw new Unusable(answer.problem)
  return answer.value
}

/** Mean milliseconds of each step, over frames. */
function meanMs(found: readonly FoundInFrame[]): FoundInFrame['ms'] {
  const mean = (step: keyof FoundInFrame['ms']): number =>
    found.length === 0 ? 0 : found.reduce((sum, { ms }) => sum + ms[step], 0) / found.length
  return {
    ground: mean('ground'),
    raster: mean('raster'),
    network: mean('network'),
    decode: mean('decode'),
  }
}
