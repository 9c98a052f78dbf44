import { existsSync } from 'node:fs'
import { UnknownClipError } from '@trueline/server'
import type { Command } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import type { ClipFiles } from '../clips/clips.ts'
import { isPath } from '../clips/labelledClip.ts'
import { openClips } from '../clips/openClips.ts'
import { dataDirOf } from '../dataDir.ts'
import { countsText, countText, lossLines } from '../importReport.ts'
import { dataOption, forceOption, jsonOption, writtenFormatOption } from '../options.ts'
import { type Output, openOutput, tally } from '../output.ts'
import { openProgress } from '../progress.ts'
import { convertAnswer } from './convertCommand.ts'

type Options = {
  readonly format: string
  readonly out: string
  readonly sensors?: boolean
  readonly force?: boolean
  readonly data?: string
}

/** Adds `export`: a stored clip, or one at a path, in a format. */
export function addExportCommand(program: Command, answering: Answering): void {
  program
    .command('export')
    .argument('<clip>', 'the id or name of a clip, or a path')
    .description('Write the labels of a clip.')
    .addOption(writtenFormatOption('--format <id>'))
    .requiredOption('--out <path>', 'a folder, or a name that ends in .zip')
    .option('--sensors', 'write sweeps and images too, where the format holds them')
    .addOption(forceOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clip: string, options: Options) => answering(() => exportClip(clip, options)))
}

async function exportClip(clip: string, options: Options): Promise<Answer> {
  const output = await openOutput(options.out, options.force ?? false)
  const stored = isPath(clip) ? null : await exportStored(clip, options, output)
  return stored ?? (await exportFile(clip, options, output))
}

/** The answer of a clip that is stored; `null` where none is and there is a file of this name. */
async function exportStored(
  clip: string,
  { format, out, sensors: withSensors = false, data }: Options,
  output: Output,
): Promise<Answer | null> {
  const clips = await openClips({ dataDir: dataDirOf(data), isReadOnly: true })
  const progress = openProgress()
  try {
    const clipId = await clips.find(clip)
    const exported = await clips.exportClip({ clipId, format, withSensors })
    const files = await output.write(tally(exported.files, progress))
    return answerOf({ ...exported, count: files, out })
  } catch (error) {
    if (error instanceof UnknownClipError && existsSync(clip)) return null
    throw error
  } finally {
    progress.end()
    await clips.close()
  }
}

async function exportFile(
  path: string,
  { format, out, sensors: withSensors = false }: Options,
  output: Output,
): Promise<Answer> {
  const conversion = { path, from: null, to: format, withSensors, output }
  const { json, ...answer } = await convertAnswer(conversion, out)
  return { ...answer, json: (json as { readonly out: object }).out }
}

function answerOf({
  records,
  losses,
  count: files,
  out,
}: Omit<ClipFiles, 'files'> & { readonly count: number; readonly out: string }): Answer {
  return {
    json: { files, records, losses },
    text: [
      ...lossLines(losses),
      `${out}: ${countText(files, 'file')}, ${countsText(records)}`,
    ].join('\n'),
    exit: EXIT.done,
  }
}
