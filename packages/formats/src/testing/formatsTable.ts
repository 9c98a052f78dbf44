import { CODECS } from '../codecs.ts'

/** Where the table of `docs/formats.md` begins and ends. */
export const TABLE_START = '<!-- made by scripts/formatsPage.ts -->'
export const TABLE_END = '<!-- end of what is made -->'

/** The formats as the table of `docs/formats.md`: a row each, as the codecs say of themselves. */
export function formatsTable(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|')
  const rows = CODECS.map(({ id, title, reads, writes, limits }) => {
    const said = limits.map(({ en }) => en).join(' ')
    return `| \`${id}\` | ${[title.en, reads.en, writes?.en ?? 'not', said].map(cell).join(' | ')} |`
  })
  const head = ['| id | format | reads | writes | limits |', '|---|---|---|---|---|']
  return [TABLE_START, ...head, ...rows, TABLE_END].join('\n')
}
