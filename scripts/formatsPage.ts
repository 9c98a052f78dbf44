// Writes the table of docs/formats.md from what the codecs say of themselves.
import { readFileSync, writeFileSync } from 'node:fs'
import {
  formatsTable,
  TABLE_END,
  TABLE_START,
} from '../packages/formats/src/testing/formatsTable.ts'

const page = new URL('../docs/formats.md', import.meta.url)
const text = readFileSync(page, 'utf8')
const [start, end] = [text.indexOf(TABLE_START), text.indexOf(TABLE_END)]
if (start < 0 || end < start) throw new Error(`docs/formats.md has no ${TABLE_START}`)
writeFileSync(page, text.slice(0, start) + formatsTable() + text.slice(end + TABLE_END.length))
