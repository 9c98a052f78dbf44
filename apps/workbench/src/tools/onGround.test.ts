import { groundOf } from '@trueline/pointcloud'
import { describe, expect, it } from 'vitest'
import { onGround } from './onGround.ts'

/** A street that rises by 5 cm a meter. */
const rows: number[] = []
for (let x = 0; x <= 40; x += 0.4) for (let y = -8; y <= 8; y += 0.4) rows.push(x, y, x * 0.05, 0)
const ground = groundOf(Float32Array.from(rows))

describe('a ray from above', () => {
  it('meets the ground where it is, not where it is level', () => {
    const down = {
      origin: [0, 0, 10] as const,
      direction: [Math.SQRT1_2, 0, -Math.SQRT1_2] as const,
    }
    const met = onGround(down, ground)!
    expect(met[0]).toBeCloseTo(10 / 1.05, 0)
    expect(met[2]).toBeCloseTo(met[0] * 0.05, 0)
    expect(Math.abs(met[2] - met[0] * 0.05)).toBeLessThan(0.15)
  })

  it('meets nothing where it looks up', () => {
    expect(onGround({ origin: [0, 0, 2], direction: [1, 0, 0] }, ground)).toBeNull()
  })
})
