import { type FeatherTable, readFeather } from '../arrow/readFeather.ts'
import type { FileTree } from '../codec.ts'
import type { JsonObject, JsonPlace } from '../jsonAt.ts'
import { type OpenReport, refuse } from '../refuse.ts'
import { numberText } from '../sourceJson.ts'

/** A row of a table, and where it stands. */
export type TableRow = { readonly row: JsonObject; readonly place: JsonPlace }

/** The rows of a file; none where there is no such file, or it is refused. */
export async function rowsIn(
  tree: FileTree,
  file: string | null,
  report: OpenReport,
): Promise<{ readonly columns: FeatherTable['columns']; readonly rows: readonly TableRow[] }> {
  if (file === null) return { columns: [], rows: [] }
  try {
    const table = readFeather(await tree.read(file), file)
    const rows = Array.from({ length: table.rowCount }, (_, index) => {
      return { row: table.rowAt(index), place: { file, pointer: `/${index}` } }
    })
    return { columns: table.columns, rows }
  } catch (error) {
    refuse(report, error)
    return { columns: [], rows: [] }
  }
}

/** The nanoseconds of a row, as text: 64 bits do not fit a double. */
export function stampOf(row: JsonObject): string {
  return numberText(row.timestamp_ns) ?? ''
}

/** Items by time, and the nearest of them to any other time. */
export type Timeline<Item> = {
  readonly at: (stamp: string) => Item | null
  /** The item no further off than `withinNs`. */
  readonly near: (stamp: string, withinNs: bigint) => Item | null
}

/** Items in order of their stamps. */
export function timelineOf<Item>(items: ReadonlyMap<string, Item>): Timeline<Item> {
  const sorted = [...items].map(([stamp, item]) => ({ time: BigInt(stamp), item }))
  sorted.sort((a, b) => (a.time < b.time ? -1 : 1))
  const near = (stamp: string, withinNs: bigint): Item | null => {
    const time = BigInt(stamp)
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]!.time < time) low = middle + 1
      else high = middle
    }
    const around = [sorted[low - 1], sorted[low]].flatMap((one) => (one ? [one] : []))
    const off = (one: (typeof around)[number]): bigint =>
      one.time < time ? time - one.time : one.time - time
    const best = around.toSorted((a, b) => (off(a) < off(b) ? -1 : 1))[0]
    return best !== undefined && off(best) <= withinNs ? best.item : null
  }
  return { at: (stamp) => items.get(stamp) ?? null, near }
}
