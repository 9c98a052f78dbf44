import { medianOf } from '@trueline/geometry'
import { trackCheck } from './check.ts'
import { meters } from './say.ts'

type Range = readonly [min: number, max: number]
type SizeRange = readonly [length: Range, width: Range, height: Range]

/** Lengths, widths and heights that labels of public data sets have, a little widened. */
const RANGES: ReadonlyMap<string, SizeRange> = new Map<string, SizeRange>([
  [
    'car',
    [
      [2.2, 6.8],
      [1.2, 2.6],
      [1, 2.6],
    ],
  ],
  [
    'van',
    [
      [3, 8],
      [1.4, 3],
      [1.3, 3.4],
    ],
  ],
  [
    'truck',
    [
      [3.5, 24],
      [1.6, 3.6],
      [1.5, 5],
    ],
  ],
  [
    'bus',
    [
      [4.5, 26],
      [1.8, 3.6],
      [2, 5],
    ],
  ],
  [
    'trailer',
    [
      [1.5, 24],
      [1, 3.6],
      [0.5, 5],
    ],
  ],
  [
    'tram',
    [
      [6, 80],
      [1.8, 4],
      [2, 5.5],
    ],
  ],
  [
    'motorcycle',
    [
      [1, 3.2],
      [0.3, 1.6],
      [0.7, 2.2],
    ],
  ],
  [
    'bicycle',
    [
      [0.9, 2.6],
      [0.2, 1.3],
      [0.6, 2.2],
    ],
  ],
  [
    'cyclist',
    [
      [0.7, 3],
      [0.25, 1.6],
      [1, 2.4],
    ],
  ],
  [
    'pedestrian',
    [
      [0.2, 1.8],
      [0.2, 1.6],
      [0.7, 2.3],
    ],
  ],
  [
    'person_sitting',
    [
      [0.2, 1.8],
      [0.2, 1.6],
      [0.5, 2],
    ],
  ],
  [
    'traffic_cone',
    [
      [0.1, 1.2],
      [0.1, 1.2],
      [0.2, 1.6],
    ],
  ],
])

const SIDES = [
  { en: 'length', zh: '长' },
  { en: 'width', zh: '宽' },
  { en: 'height', zh: '高' },
] as const

/** B2: the size, as the median over the track, is one that the category has. */
export const sizeRange = trackCheck(
  { id: 'B2', mend: null, needs: null },
  ({ meaning, states, category }, { share }) => {
    const range = RANGES.get(meaning ?? '')
    if (range === undefined || states.length === 0) return []
    return range.flatMap(([min, max], axis) => {
      const value = medianOf(states.map(({ cuboid }) => cuboid.extent[axis]!))
      const threshold = value < min ? min * (1 - share) : max * (1 + share)
      if (value < min ? value >= threshold : value <= threshold) return []
      const side = SIDES[axis]!
      const message = {
        en: `No ${category?.label.en ?? meaning} has a ${side.en} of ${meters(value)}`,
        zh: `${category?.label.zh ?? meaning}的${side.zh}不可能是 ${meters(value)}`,
      }
      return [{ frames: states.map(({ frame }) => frame), value, threshold, message }]
    })
  },
)
