import { type Json, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { below, isObject, type JsonObject, type JsonPlace, listAt } from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, refuse, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { nuscenesTexts as say } from './nuscenesTexts.ts'

/** Tables without which there is no clip. */
const NEEDED = ['sample', 'sample_data', 'ego_pose', 'calibrated_sensor', 'sensor'] as const
/** Further tables that are understood. */
const KNOWN = ['scene', 'log', 'map', 'category', 'attribute', 'visibility', 'instance'] as const
/** The table of the labels. */
const ANNOTATIONS = 'sample_annotation'
/** A table nobody here understands is kept to be written back where it is no larger. */
const MOST_KEPT_BYTES = 1 << 20

/** A table that is read row by row. */
export type TableName = (typeof NEEDED)[number] | (typeof KNOWN)[number]

/** A row, and where it stands. */
export type Row = { readonly row: JsonObject; readonly place: JsonPlace }

/** The tables of a folder. */
export type Tables = {
  /** Their folder, with a `/` behind it. */
  readonly folder: string
  /** Each row of a table, in order; empty for a table that is not there. */
  readonly rowsOf: (name: TableName) => readonly Row[]
  /** The row of a token. */
  readonly rowAt: (name: TableName, token: Json | undefined) => Row | null
  /** The table of annotations as it is, which need be none; `undefined` where no such file is, or no JSON. */
  readonly annotations: Json | undefined
  /** Small tables that are only kept, by name. */
  readonly others: { readonly [name: string]: Json }
}

/** The folders that hold tables. */
export function tableFolders(tree: FileTree): readonly string[] {
  const byFolder = new Map<string, Set<string>>()
  for (const { path } of tree.files) {
    const [, folder = '', name = ''] = /^(.*?)([^/]+)\.json$/.exec(path) ?? []
    byFolder.set(folder, (byFolder.get(folder) ?? new Set()).add(name))
  }
  return [...byFolder]
    .filter(([, names]) => NEEDED.every((name) => names.has(name)))
    .map(([folder]) => folder)
}

/** @throws {BadInputError} when there are none, or one that is needed cannot be read. */
export async function readTables(tree: FileTree, report: OpenReport): Promise<Tables> {
  const [folder, ...others] = tableFolders(tree)
  if (folder === undefined) {
    const found = entryTexts.files({ count: tree.files.length })
    const names = NEEDED.map((name) => `${name}.json`).join(', ')
    throw new BadInputError({ file: '', place: WHOLE, found, expected: say.folderWith({ names }) })
  }
  for (const other of others) {
    const expected = say.oneSet({ folder })
    report.refused.push({ file: other, place: WHOLE, found: say.furtherTables, expected })
  }
  const rows = new Map<TableName, readonly Row[]>()
  for (const name of [...NEEDED, ...KNOWN] as const) {
    rows.set(name, await readRows(tree, { file: `${folder}${name}.json`, report }))
  }
  const indices = new Map<TableName, ReadonlyMap<Json | undefined, Row>>()
  const rowsOf = (name: TableName): readonly Row[] => rows.get(name) ?? []
  return {
    folder,
    rowsOf,
    rowAt: (name, token) => {
      const index = indices.get(name) ?? new Map(rowsOf(name).map((row) => [row.row.token, row]))
      indices.set(name, index)
      return index.get(token) ?? null
    },
    annotations: await readAnnotations(tree, { file: `${folder}${ANNOTATIONS}.json`, report }),
    others: await readOthers(tree, folder),
  }
}

/** A row that another one names. @throws {BadInputError} when it is not there. */
export function neededRow(
  tables: Tables,
  { row, place }: Row,
  [table, key]: readonly [TableName, string],
): Row {
  const found = tables.rowAt(table, row[key])
  if (found !== null) return found
  throw new BadInputError({
    file: place.file,
    place: verbatim(below(place, key).pointer),
    found: say.missingRow({ token: plainText(row[key]), table }),
    expected: say.tokenOf({ table }),
  })
}

type Source = { readonly file: string; readonly report: OpenReport }

async function readAnnotations(
  tree: FileTree,
  { file, report }: Source,
): Promise<Json | undefined> {
  if (!tree.files.some(({ path }) => path === file)) return undefined
  const bytes = await tree.read(file)
  return tryOr(report, () => ({ value: parseSourceJson(bytes, file) }))?.value
}

async function readRows(tree: FileTree, { file, report }: Source): Promise<readonly Row[]> {
  if (!tree.files.some(({ path }) => path === file)) return []
  const top = { file, pointer: '' }
  const isNeeded = NEEDED.some((name) => file.endsWith(`${name}.json`))
  try {
    const list = listAt(parseSourceJson(await tree.read(file), file), top)
    return list.flatMap((row, index) => (isObject(row) ? [{ row, place: below(top, index) }] : []))
  } catch (error) {
    if (isNeeded) throw error
    refuse(report, error)
    return []
  }
}

async function readOthers(tree: FileTree, folder: string): Promise<Tables['others']> {
  const known: readonly string[] = [...NEEDED, ...KNOWN, ANNOTATIONS]
  const others: { [name: string]: Json } = {}
  for (const { path, bytes } of tree.files) {
    const name = /^([^/]+)\.json$/.exec(
      path.startsWith(folder) ? path.slice(folder.length) : '',
    )?.[1]
    if (name === undefined || known.includes(name) || bytes > MOST_KEPT_BYTES) continue
    try {
      const value = parseSourceJson(await tree.read(path), path)
      if (Array.isArray(value)) others[name] = value
    } catch (error) {
      // What is no JSON is no table.
      if (!(error instanceof BadInputError)) throw error
    }
  }
  return others
}
