import { describe, expect, it } from 'vitest'
import { askedGround } from './askedGround.ts'
import { TARGET_COLUMNS, TARGET_ROWS } from './denseTargets.ts'

/** Ground that is seen up to the ego, and not beyond. */
const SEEN = Uint8Array.from({ length: TARGET_ROWS * TARGET_COLUMNS }, (_, cell) =>
  cell < 80 * TARGET_COLUMNS ? 255 : 0,
)
const AHEAD = [
  [-40, 0],
  [60, 0],
] as const

describe('askedGround', () => {
  it('is what is seen where there is no map', () => {
    expect(askedGround(SEEN, [])).toEqual(SEEN)
  })

  it('goes on along a mapped road, 20 m and no farther, and not beside it', () => {
    const asked = askedGround(SEEN, [AHEAD])
    const at = (x: number, y: number): number =>
      asked[(x + 40) * 2 * TARGET_COLUMNS + (y + 25) * 2]!
    expect([at(-10, 20), at(10, 0), at(19, -8), at(19, 8)]).toEqual([255, 255, 255, 255])
    expect([at(22, 0), at(10, 14), at(10, -14)]).toEqual([0, 0, 0])
  })
})
