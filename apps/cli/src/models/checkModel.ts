import { IDENTITY_POSE } from '@trueline/geometry'
import {
  type Backend,
  ModelError,
  modelProblems,
  type OnnxGraph,
  offGpu,
  proposeFrame,
  readOnnx,
} from '@trueline/perception'
import { openNetwork } from './backends.ts'
import { benchSweep } from './benchSweep.ts'
import { type ModelFolder, openModelFolder } from './modelFolder.ts'

/** Something about a model that does not fit, in English. */
export type Misfit = Pick<ModelError, 'problem'> & {
  readonly where: string
  readonly found: string
  readonly expected: string
}

/** What there is to say of a model. */
export type CheckedModel = {
  readonly fits: boolean
  readonly problems: readonly Misfit[]
  /** `null` where its manifest cannot be read. */
  readonly model: ModelFacts | null
}

/** What a model is, as its two files say. */
export type ModelFacts = {
  readonly name: string
  readonly licence: string
  readonly categories: readonly string[]
  readonly bytes: number
  /** `null` where the network cannot be read. */
  readonly graph: OnnxGraph | null
  /** Operators that run on the processor where the rest runs on WebGPU. */
  readonly offGpu: readonly string[]
  /** Boxes in a simulated sweep; `null` where it could not be run. */
  readonly boxes: number | null
}

/**
 * Everything that does not fit about the model in a folder: its manifest, its graph, and a run of it on
 * a simulated sweep.
 *
 * @throws {BadInputError} when the folder or one of its files is missing.
 */
export async function checkModel(folder: string, backend: Backend): Promise<CheckedModel> {
  const problems: Misfit[] = []
  const tried = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      problems.push(misfitOf(error))
      return null
    }
  }
  const opened = await tried(() => openModelFolder(folder))
  if (opened === null) return { fits: false, problems, model: null }
  const { manifest, network } = opened
  const graph = await tried(() => readOnnx(network, manifest.file))
  if (graph !== null) problems.push(...modelProblems(manifest, graph).map(misfitOf))
  const boxes = problems.length > 0 ? null : await tried(() => boxesIn(opened, backend))
  const { name, licence, classes } = manifest
  return {
    fits: problems.length === 0,
    problems,
    model: {
      ...{ name, licence, graph, boxes, bytes: network.length },
      categories: classes.map(({ category }) => category),
      offGpu: graph === null ? [] : offGpu(graph.operators),
    },
  }
}

async function boxesIn({ manifest, network }: ModelFolder, backend: Backend): Promise<number> {
  const session = await openNetwork(network, backend, null)
  try {
    const sweep = { points: await benchSweep(), egoFromSweep: IDENTITY_POSE, age: 0 }
    const options = { scoreFrom: null, signal: null, now: () => performance.now() }
    return (await proposeFrame({ manifest, session }, [sweep], options)).detections.length
  } finally {
    await session.dispose()
  }
}

function misfitOf({ problem, where, found, expected }: ModelError): Misfit {
  return { problem, where: where.en, found: found.en, expected: expected.en }
}
