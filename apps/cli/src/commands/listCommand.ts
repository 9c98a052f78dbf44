import type { ClipSummary } from '@trueline/server'
import type { Command } from 'commander'
import { type Answering, EXIT } from '../answer.ts'
import { openClips } from '../clips/openClips.ts'
import { dataDirOf } from '../dataDir.ts'
import { dataOption, jsonOption } from '../options.ts'
import { tableOf } from '../table.ts'

/** Adds `list`: the clips of a data folder. */
export function addListCommand(program: Command, answering: Answering): void {
  program
    .command('list')
    .description('List the clips of a data folder, newest first.')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((options: { readonly data?: string }) =>
      answering(async () => {
        const clips = await openClips({ dataDir: dataDirOf(options.data), isReadOnly: true })
        try {
          const summaries = await clips.list()
          return { json: { clips: summaries }, text: textOf(summaries), exit: EXIT.done }
        } finally {
          await clips.close()
        }
      }),
    )
}

function textOf(clips: readonly ClipSummary[]): string {
  if (clips.length === 0) return 'No clips.'
  const head = ['name', 'format', 'frames', 'sensors', 'tracks', 'cuboids', 'created', 'id']
  const rows = clips.map(({ name, format, frames, sensors, tracks, cuboids, ...clip }) => {
    const created = new Date(clip.createdAtUs / 1000).toISOString().slice(0, 16).replace('T', ' ')
    return [name, format, frames, sensors, tracks, cuboids, created, clip.clipId]
  })
  return tableOf(head, rows)
}
