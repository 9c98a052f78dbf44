import type { Backend } from '@trueline/perception'
import { type Command, Option } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { countText } from '../importReport.ts'
import { backendOption } from '../models/backends.ts'
import {
  type BackendFailure,
  type BackendTimes,
  type BenchRequest,
  benchApart,
  benchModel,
} from '../models/benchModel.ts'
import { type CheckedModel, checkModel } from '../models/checkModel.ts'
import { openModelFolder } from '../models/modelFolder.ts'
import { jsonOption, wholeNumber } from '../options.ts'
import { openProgress } from '../progress.ts'
import { tableOf } from '../table.ts'

type CheckOptions = { readonly backend: Backend }
type BenchOptions = {
  readonly backend?: Backend
  readonly threads?: number
  readonly runs: number
}

/** What a bench measures where no backend is named. */
const ALL: readonly Pick<BenchRequest, 'backend' | 'threads'>[] = [
  { backend: 'cpu', threads: null },
  { backend: 'cpu', threads: 1 },
  { backend: 'wasm', threads: null },
  { backend: 'wasm', threads: 1 },
  { backend: 'webgpu', threads: null },
]

/** Adds `model check` and `model bench`. */
export function addModelCommand(program: Command, answering: Answering): void {
  const model = program
    .command('model')
    .description('Check a model’s folder, or measure how long it takes.')
    .helpCommand(false)
  model
    .command('check')
    .argument('<folder>', 'manifest.json and the network it names')
    .description('Say what does not fit about a model.')
    .addOption(backendOption().default('cpu'))
    .addOption(jsonOption())
    .action((folder: string, { backend }: CheckOptions) =>
      answering(async () => checkAnswer(await checkModel(folder, backend))),
    )
  model
    .command('bench')
    .argument('<folder>', 'manifest.json and the network it names')
    .description('Measure a model on a simulated sweep, on each backend that there is.')
    .addOption(backendOption())
    .addOption(
      new Option('--threads <n>', 'of the processor, with --backend').argParser(wholeNumber(1, 64)),
    )
    .addOption(
      new Option('--runs <n>', 'how many; the middle one counts')
        .default(5)
        .argParser(wholeNumber(1, 1000)),
    )
    .addOption(jsonOption())
    .action((folder: string, options: BenchOptions) =>
      answering(() => benchAnswer(folder, options)),
    )
}

function checkAnswer(checked: CheckedModel): Answer {
  const { fits, problems, model } = checked
  const lines = problems.map(({ where, found, expected }) => {
    return `  ${where}: found ${found}, expected ${expected}`
  })
  const about =
    model === null
      ? []
      : [
          `${model.name}: ${model.categories.join(', ')}; ${(model.bytes / 1e6).toFixed(1)} MB; ${model.licence}`,
          ...(model.offGpu.length > 0
            ? [`beside WebGPU, on the processor: ${model.offGpu.join(', ')}`]
            : []),
        ]
  const verdict = fits
    ? `fits; ${countText(model?.boxes ?? 0, 'box', 'boxes')} in a simulated sweep`
    : `does not fit: ${countText(problems.length, 'problem')}`
  return {
    json: checked,
    text: [...about, verdict, ...lines].join('\n'),
    exit: fits ? EXIT.done : EXIT.findings,
  }
}

async function benchAnswer(
  folder: string,
  { backend, threads, runs }: BenchOptions,
): Promise<Answer> {
  if (backend !== undefined) {
    return timesAnswer([await benchModel(folder, { backend, threads: threads ?? null, runs })])
  }
  // What is wrong with the folder is said once, not for each backend.
  await openModelFolder(folder)
  const progress = openProgress()
  try {
    const times: (BackendTimes | BackendFailure)[] = []
    for (const [done, one] of ALL.entries()) {
      progress.at('measuring', done, ALL.length)
      times.push(await benchApart(folder, { ...one, runs }))
    }
    progress.end()
    return timesAnswer(times)
  } finally {
    progress.end()
  }
}

function timesAnswer(times: readonly (BackendTimes | BackendFailure)[]): Answer {
  const backends = times.filter((one): one is BackendTimes => 'msPerFrame' in one)
  const failed = times.filter((one): one is BackendFailure => 'why' in one)
  const rows = backends.map(({ backendText, loadMs, msPerFrame }) => {
    const { ground, raster, network, decode } = msPerFrame
    return [backendText, loadMs, ground, raster, network, decode]
  })
  return {
    json: { backends, failed },
    text: [
      tableOf(['ms', 'load', 'ground', 'raster', 'network', 'decode'], rows),
      ...failed.map((one) => `${one.backend}: ${one.why}`),
    ].join('\n'),
    exit: backends.length > 0 ? EXIT.done : EXIT.nothing,
  }
}
