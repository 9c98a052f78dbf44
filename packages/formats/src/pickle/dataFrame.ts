import { arrayOf, type PickledArray } from './numpy.ts'
import { asText, isKind, type Pickled, type PickledDict, type PickledObject } from './readPickle.ts'

/** A column of a DataFrame. */
export type FrameColumn = {
  readonly name: string
  readonly values: Float64Array | readonly Pickled[]
  readonly isInteger: boolean
  readonly isBoolean: boolean
}

/** The columns of a DataFrame, in order; `null` where an object is none. */
export function columnsOf(value: Pickled): readonly FrameColumn[] | null {
  if (!isKind(value, 'object') || !/(^|\.)DataFrame$/.test(value.of)) return null
  const state = isKind(value.state, 'dict') ? value.state : null
  const manager = state && (entryOf(state, '_mgr') ?? entryOf(state, '_data'))
  if (!isKind(manager, 'object')) return null
  const { axes, blocks } = partsOf(manager)
  const names = namesIn(axes[0])
  const columns: (FrameColumn | undefined)[] = names.map(() => undefined)
  for (const { values, places } of blocks) {
    const array = arrayOf(values)
    if (array === null) return null
    for (const [row, place] of places.entries()) {
      const name = names[place]
      if (name === undefined) return null
      columns[place] = { ...array, name, values: rowOf(array, row) }
    }
  }
  return columns.every((column) => column !== undefined) ? columns : null
}

type Block = { readonly values: Pickled; readonly places: readonly number[] }

/** The blocks of a BlockManager: as arguments since pandas 1.3, in its state before. */
function partsOf(manager: PickledObject): {
  readonly axes: readonly Pickled[]
  readonly blocks: readonly Block[]
} {
  const [made, axes] = manager.args
  if (isKind(made, 'list') && isKind(axes, 'list')) {
    const blocks = made.items.flatMap((block): readonly Block[] =>
      isKind(block, 'object')
        ? [{ values: block.args[0] ?? null, places: placesOf(block.args[1]) }]
        : [],
    )
    return { axes: axes.items, blocks }
  }
  const [, , , extra] = isKind(manager.state, 'list') ? manager.state.items : []
  const told = isKind(extra, 'dict') ? entryOf(extra, '0.14.1') : null
  if (!isKind(told, 'dict')) return { axes: [], blocks: [] }
  const [listed, own] = [entryOf(told, 'blocks'), entryOf(told, 'axes')]
  const blocks = (isKind(listed, 'list') ? listed.items : []).flatMap((block): readonly Block[] =>
    isKind(block, 'dict')
      ? [{ values: entryOf(block, 'values'), places: placesOf(entryOf(block, 'mgr_locs')) }]
      : [],
  )
  return { axes: isKind(own, 'list') ? own.items : [], blocks }
}

function entryOf({ entries }: PickledDict, key: string): Pickled {
  return entries.find(([name]) => asText(name) === key)?.[1] ?? null
}

/** Most columns a frame has: what a slice tells must not take all memory. */
const MOST = 100_000

function placesOf(value: Pickled | undefined): readonly number[] {
  if (isKind(value, 'object') && /(^|\.)slice$/.test(value.of)) {
    const [start = 0, stop = 0, step = 1] = value.args.map((one) => Number(one ?? 1))
    const count = Math.ceil((stop - start) / step)
    return count > 0 && count < MOST
      ? Array.from({ length: count }, (_, index) => start + index * step)
      : []
  }
  const array = arrayOf(value)
  return array === null ? [] : Array.from(array.values, Number)
}

function namesIn(index: Pickled | undefined): readonly string[] {
  if (!isKind(index, 'object')) return []
  const told = index.args.find((one) => isKind(one, 'dict'))
  const data = told === undefined ? null : arrayOf(entryOf(told, 'data'))
  return data === null ? [] : Array.from(data.values as readonly Pickled[], asText)
}

function rowOf({ shape, values }: PickledArray, row: number): FrameColumn['values'] {
  const [, width = shape[0] ?? 0] = shape
  // An array of texts stands for one column and has one axis.
  const start = shape.length < 2 ? 0 : row * width
  return values.slice(start, start + width)
}
