import { medianOf } from '@trueline/geometry'
import { trackCheck } from './check.ts'
import { meters } from './say.ts'

/** The ground under one box may be hidden; under most boxes of a track it is not. */
const FEWEST = 5

/**
 * E4: a track stands on the ground, where it is near enough for the ground to be known: by the median
 * over its boxes, and for most of them.
 */
export const onGround = trackCheck(
  { id: 'E4', mend: 'dropToGround', needs: null },
  ({ states }, { off, range }, { evidence }) => {
    const known = states.flatMap(({ cuboid, frame }) => {
      const ground = evidence.get(cuboid.id)?.groundHeight ?? null
      const [x, y, z] = cuboid.center
      if (ground === null || Math.hypot(x, y) > range) return []
      return [{ frame, above: z - cuboid.extent[2] / 2 - ground }]
    })
    const odd = known.filter(({ above }) => Math.abs(above) > off)
    const value = Math.abs(medianOf(known.map(({ above }) => above)))
    if (odd.length < FEWEST || odd.length * 2 < known.length || value <= off) return []
    const message = {
      en: `Its bottom is ${meters(value)} off the ground`,
      zh: `框底与地面相差 ${meters(value)}`,
    }
    return [{ frames: odd.map(({ frame }) => frame), value, threshold: off, message }]
  },
)
