import type { Cast, View } from '../raster/view.ts'
import type { Terrain } from './terrain.ts'

/** From one look at the ground to the next: evenly near by, then by a share of the range. */
const STEP = 0.08
const STEP_SHARE = 0.012
const NEAREST = 1.5

/**
 * A turning sensor's cast with the ground alone; what `into` had is lost. The ground's surface is -1.
 *
 * Along the firing direction of each column the ground is walked outwards once, and every ring
 * meets it where it first rises above the ring's own slope: hills hide what is behind them.
 */
export function castTerrain(view: View, terrain: Terrain, into: Cast): Cast {
  const { depth, surface } = into
  const { grid, eye, worldFromSensor: w, reach } = view
  const { rows, columns, directions } = grid
  depth.fill(Infinity)
  surface.fill(-1)
  into.surfaces.count = 0
  const middle = rows >> 1
  for (let column = 0; column < columns; column++) {
    const central = 3 * (middle * columns + column)
    const flatX = directionAt(directions, central, [w[0], w[1], w[2]])
    const flatY = directionAt(directions, central, [w[3], w[4], w[5]])
    const length = Math.hypot(flatX, flatY)
    const [cos, sin] = [flatX / length, flatY / length]
    let row = 0
    let from = 0
    let fromHeight = terrain.heightAt(eye[0], eye[1]) - eye[2]
    for (let to = NEAREST; row < rows && from < reach; to += Math.max(STEP, STEP_SHARE * to)) {
      const toHeight = terrain.heightAt(eye[0] + cos * to, eye[1] + sin * to) - eye[2]
      const slope = toHeight / to
      while (row < rows) {
        const ray = row * columns + column
        const x = directions[3 * ray]!
        const y = directions[3 * ray + 1]!
        const z = directions[3 * ray + 2]!
        const up = w[6] * x + w[7] * y + w[8] * z
        const flat = Math.sqrt(1 - up * up)
        const raySlope = up / flat
        if (raySlope > slope) break
        const rise = toHeight - fromHeight - raySlope * (to - from)
        const share = rise > 1e-12 ? (raySlope * from - fromHeight) / rise : 1
        depth[ray] = (from + (to - from) * Math.min(1, Math.max(0, share))) / flat
        row++
      }
      from = to
      fromHeight = toHeight
    }
  }
  return into
}

function directionAt(
  directions: Float32Array,
  at: number,
  [x, y, z]: readonly [number, number, number],
): number {
  return x * directions[at]! + y * directions[at + 1]! + z * directions[at + 2]!
}
