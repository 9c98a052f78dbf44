import { CODECS } from '@trueline/formats'
import type { Command } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { jsonOption } from '../options.ts'
import { tableOf } from '../table.ts'

/** Adds `formats`: what is read and written. */
export function addFormatsCommand(program: Command, answering: Answering): void {
  program
    .command('formats')
    .description('Say which formats are read and written, and what each cannot hold.')
    .addOption(jsonOption())
    .action(() => answering(() => Promise.resolve(answer())))
}

function answer(): Answer {
  const formats = CODECS.map(({ id, title, reads, writes, limits }) => ({
    ...{ id, title, reads, writes, limits },
  }))
  const rows = formats.map(({ id, title, reads, writes }) => [
    id,
    title.en,
    reads.en,
    writes?.en ?? 'not',
  ])
  const limits = formats.flatMap(({ id, limits: lines }) => [
    `\n${id}`,
    ...lines.map(({ en }) => `  ${en}`),
  ])
  return {
    json: { formats },
    text: [tableOf(['id', 'format', 'reads', 'writes'], rows), ...limits].join('\n'),
    exit: EXIT.done,
  }
}
