import { openSource } from '@trueline/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { batchNamed, type NamedBatch } from '../clips/batchNamed.ts'
import type { Clips } from '../clips/clips.ts'
import { openClips } from '../clips/openClips.ts'
import { dataDirOf } from '../dataDir.ts'
import { importText } from '../importReport.ts'
import { readMapping } from '../mapping.ts'
import { dataOption, jsonOption, readFormatOption } from '../options.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'
import { openStopSignal } from '../stopSignal.ts'

type Options = {
  readonly format?: string
  readonly dryRun?: boolean
  readonly onto?: string
  readonly project?: string
  readonly batch?: string
  readonly name?: string
  readonly mapping?: string
  readonly correct?: readonly string[]
  readonly report?: string
  readonly data?: string
}

/** Adds `import`: a clip, or labels for one, into a data folder. */
export function addImportCommand(program: Command, answering: Answering): void {
  program
    .command('import')
    .argument('<path>', 'a folder, a zip, a file or s3://bucket/prefix')
    .description('Import a clip with its labels, or labels onto a clip.')
    .addOption(readFormatOption('--format <id>'))
    .option('--dry-run', 'say what would come in, and store nothing')
    .option('--onto <clip>', 'add the labels to the clip with this id or name')
    .addOption(
      new Option(
        '--project <project>',
        'put the clip into this project, by id or name: what is labelled is what it says',
      ).conflicts('onto'),
    )
    .option('--batch <batch>', 'the batch of the project (else its newest)')
    .option('--name <name>', 'what to call the clip')
    .option('--mapping <file>', 'JSON of our categories by theirs: {"categories": {"PKW": "car"}}')
    .option(
      '--correct <changes...>',
      'take mistakes back that a report names: FRONT=inverse, FRONT=given+ahead, poses=inverse',
    )
    .option('--report <file>', 'write the whole report there, as JSON')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((path: string, options: Options) => answering(() => importClip(path, options)))
}

async function importClip(path: string, options: Options): Promise<Answer> {
  if (options.batch !== undefined && options.project === undefined) {
    throw new InvalidArgumentError("option '--batch <batch>' needs '--project <project>'")
  }
  const mapping = options.mapping === undefined ? null : await readMapping(options.mapping)
  // What is not there is said before a database is woken for it.
  await (await openSource(path)).close()
  const isDryRun = options.dryRun ?? false
  const clips = await openClips({ dataDir: dataDirOf(options.data), isReadOnly: isDryRun })
  const progress = openProgress()
  const stop = openStopSignal()
  try {
    const into = await batchIn(clips, options)
    const result = await clips.importFrom(path, {
      format: options.format ?? null,
      isDryRun,
      onto: options.onto === undefined ? null : await clips.find(options.onto),
      batchId: into?.batchId ?? null,
      name: options.name ?? null,
      mapping,
      corrections: options.correct ?? [],
      onProgress: ({ stage, doneFrames, totalFrames }) =>
        progress.at(stage, doneFrames, totalFrames),
      signal: stop.signal,
    })
    const json = { ...result, project: into?.project ?? null, batch: into?.batch ?? null }
    if (options.report !== undefined) {
      await writeWhole(options.report, `${JSON.stringify(json, null, 2)}\n`)
    }
    const place = into === null ? '' : ` in ${into.project} · ${into.batch}`
    const stored = result.clipId === null ? 'nothing was stored' : `clip ${result.clipId}${place}`
    return {
      json,
      text: `${importText(result)}\n${stored}`,
      exit: result.refused.length > 0 ? EXIT.findings : EXIT.done,
    }
  } finally {
    stop.release()
    progress.end()
    await clips.close()
  }
}

/** The batch that the clip is to come into; `null` where no project is named. */
async function batchIn(clips: Clips, { project, batch }: Options): Promise<NamedBatch | null> {
  if (project === undefined) return null
  return batchNamed(await clips.listProjects(), { project, batch: batch ?? null })
}
