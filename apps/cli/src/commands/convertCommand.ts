import type { Command } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { type Conversion, convert } from '../convert.ts'
import { countsText, countText, importText, lossLines } from '../importReport.ts'
import { forceOption, jsonOption, readFormatOption, writtenFormatOption } from '../options.ts'
import { openOutput } from '../output.ts'
import { openProgress } from '../progress.ts'

type Options = {
  readonly from?: string
  readonly to: string
  readonly sensors?: boolean
  readonly force?: boolean
}

/** Adds `convert`: from one format to another, without a data folder. */
export function addConvertCommand(program: Command, answering: Answering): void {
  program
    .command('convert')
    .argument('<in>', 'a folder, a zip or a file')
    .argument('<out>', 'a folder, or a name that ends in .zip')
    .description('Write a clip’s labels in another format, or in its own.')
    .addOption(readFormatOption('--from <id>'))
    .addOption(writtenFormatOption('--to <id>'))
    .option('--sensors', 'write sweeps and images too, where the format holds them')
    .addOption(forceOption())
    .addOption(jsonOption())
    .action((path: string, out: string, options: Options) =>
      answering(async () => {
        const output = await openOutput(out, options.force ?? false)
        const { from = null, to, sensors: withSensors = false } = options
        return convertAnswer({ path, from, to, withSensors, output }, out)
      }),
    )
}

/** The answer of a conversion, done with its progress shown. */
export async function convertAnswer(
  conversion: Omit<Conversion, 'progress'>,
  out: string,
): Promise<Answer> {
  const progress = openProgress()
  try {
    const converted = await convert({ ...conversion, progress })
    const { files, records, losses } = converted.out
    return {
      json: converted,
      text: [
        importText(converted.in),
        ...lossLines(losses),
        `${out}: ${countText(files, 'file')}, ${countsText(records)}`,
      ].join('\n'),
      exit: converted.in.refused.length > 0 ? EXIT.findings : EXIT.done,
    }
  } finally {
    progress.end()
  }
}
