import { LIDAR_NAMES, type LidarName } from '@trueline/simulator'
import { type Command, Option } from 'commander'
import { type Answering, EXIT } from '../answer.ts'
import { countsText, countText } from '../importReport.ts'
import { forceOption, jsonOption, wholeNumber } from '../options.ts'
import { openOutput } from '../output.ts'
import { openProgress } from '../progress.ts'
import { simulate } from '../simulate.ts'

type Options = {
  readonly seed: number
  readonly frames: number
  readonly sensor: LidarName
  readonly out: string
  readonly force?: boolean
}

/** An hour at 10 Hz. */
const MOST_FRAMES = 36_000

/** Adds `simulate`: a procedural clip with its truth, its pre-labels and their faults. */
export function addSimulateCommand(program: Command, answering: Answering): void {
  program
    .command('simulate')
    .description('Make a procedural clip: sweeps, pictures, truth, and pre-labels with faults.')
    .addOption(
      new Option('--seed <n>', 'the same seed makes the same bytes')
        .default(1)
        .argParser(wholeNumber(0, 2 ** 31 - 1)),
    )
    .addOption(
      new Option('--frames <n>', 'how many, at 10 Hz')
        .default(48)
        .argParser(wholeNumber(1, MOST_FRAMES)),
    )
    .addOption(new Option('--sensor <name>', 'the lidar').choices(LIDAR_NAMES).default('hdl64'))
    .requiredOption('--out <path>', 'a folder, or a name that ends in .zip')
    .addOption(forceOption())
    .addOption(jsonOption())
    .action(({ out, force, ...options }: Options) =>
      answering(async () => {
        const output = await openOutput(out, force ?? false)
        const progress = openProgress()
        try {
          const { frames, records, truth, faults, files } = await simulate({
            ...options,
            ...{ output, progress },
          })
          return {
            json: { frames, records, truth, faults, files },
            text: [
              `${out}: ${countText(frames, 'frame')}, ${countText(files, 'file')}`,
              `pre-labels: ${countsText(records)}, with ${countText(faults, 'fault')}; truth: ${countsText(truth)}`,
              `trueline import ${JSON.stringify(out)} reads it back`,
            ].join('\n'),
            exit: EXIT.done,
          }
        } finally {
          progress.end()
        }
      }),
    )
}
