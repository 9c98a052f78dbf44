import { CUBE, type StandingCloud } from './standingCloud.ts'

/** A standing cloud by its columns of cubes. */
export type Columns = {
  readonly cloud: StandingCloud
  /** Each column that holds cubes: its place and its cubes from below. */
  readonly all: readonly Column[]
  /** The column of cubes at a place of the grid, `undefined` where nothing stands. */
  readonly at: (column: number, row: number) => Column | undefined
  /** The cubes whose columns lie within so many meters of a place, of the world, from above. */
  readonly near: (x: number, y: number, reach: number) => readonly number[]
}

/** Cubes above one another. */
export type Column = {
  readonly column: number
  readonly row: number
  readonly cubes: readonly number[]
}

/** The columns of a cloud. */
export function columnsOf(cloud: StandingCloud): Columns {
  const { cells, count } = cloud
  const byKey = new Map<number, { column: number; row: number; cubes: number[] }>()
  for (let cube = 0; cube < count; cube++) {
    const [column, row] = [cells[cube * 3]!, cells[cube * 3 + 1]!]
    const key = keyOf(column, row)
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, { column, row, cubes: [cube] })
    else known.cubes.push(cube)
  }
  const levelOf = (cube: number): number => cells[cube * 3 + 2]!
  for (const { cubes } of byKey.values()) cubes.sort((a, b) => levelOf(a) - levelOf(b))
  return {
    cloud,
    all: [...byKey.values()],
    at: (column, row) => byKey.get(keyOf(column, row)),
    near(x, y, reach) {
      const found: number[] = []
      const span = Math.ceil(reach / CUBE)
      const [column, row] = [Math.floor(x / CUBE), Math.floor(y / CUBE)]
      for (let up = -span; up <= span; up++) {
        for (let right = -span; right <= span; right++) {
          if ((right * right + up * up) * CUBE * CUBE > reach * reach) continue
          const there = byKey.get(keyOf(column + right, row + up))
          if (there !== undefined) found.push(...there.cubes)
        }
      }
      return found
    },
  }
}

/** Columns up to 3,000 km from the origin have keys of their own. */
const KEYS = 2 ** 26

function keyOf(column: number, row: number): number {
  return (column + KEYS / 2) * KEYS + row + KEYS / 2
}
