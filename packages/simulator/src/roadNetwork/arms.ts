import { between, pick, type Random, wholeBetween } from '../random.ts'
import { type Strip, type StripUse, wholeStrip } from './strips.ts'
import type { Style } from './style.ts'

/** What lies beside the reference of an arm that leads away from a junction. */
export type ArmStrips = { readonly left: readonly Strip[]; readonly right: readonly Strip[] }

/** How busy a road is. */
export type Rank = 'lane' | 'street' | 'avenue'

/** An arm's strips at random: alike over roads of a rank, with turning lanes, bicycle lanes and parking. */
export function randomStrips(
  random: Random,
  { rank, length, style }: { readonly rank: Rank; readonly length: number; readonly style: Style },
): ArmStrips {
  const isOneWay = random() < 0.12
  const most = rank === 'avenue' ? 4 : rank === 'street' ? 2 : 1
  const least = rank === 'avenue' ? 2 : 1
  const leaving = wholeBetween(random, least, most)
  const arriving = random() < 0.75 ? leaving : wholeBetween(random, least, most)
  const beside = edgeStrips(random, style, length)
  const right = [...lanes(leaving, style, length), ...beside]
  const left = turnLanes(random, [...lanes(arriving, style, length), ...beside], [length, style])
  if (isOneWay) return random() < 0.5 ? { left: [], right } : { left, right: [] }
  if (rank === 'avenue' && random() < 0.5) {
    const median = wholeStrip('median', between(random, 0.4, 2.5), length)
    return { left: [median, ...left], right: [median, ...right] }
  }
  return { left, right }
}

function lanes(count: number, style: Style, length: number): Strip[] {
  return Array.from({ length: count }, () => wholeStrip('road', style.laneWidth, length))
}

function edgeStrips(random: Random, style: Style, length: number): readonly Strip[] {
  const strips: Strip[] = []
  const put = (use: StripUse, width: number): void => {
    strips.push(wholeStrip(use, width, length))
  }
  if (random() < 0.06) put('bus', style.laneWidth)
  if (random() < 0.18) put('bicycle', between(random, 1.4, 2))
  const edge = random()
  if (edge < 0.3) put('parking', between(random, 2, 2.6))
  else if (edge < 0.5) put('shoulder', between(random, 0.3, 2))
  return strips
}

/** The arriving strips with lanes added before the junction, or with one that ends on its way. */
function turnLanes(
  random: Random,
  strips: readonly Strip[],
  [length, style]: readonly [number, Style],
): readonly Strip[] {
  if (length < 45 || random() < 0.5) return strips
  const to = between(random, 25, Math.min(70, length - 15))
  const shrinking = between(random, 12, 22)
  const born = { use: 'road', width: style.laneWidth, from: 0, to, growing: 0, shrinking } as const
  const side = pick(random, ['left', 'right', 'both'] as const)
  const lastRoad = strips.findLastIndex(({ use }) => use === 'road')
  const result = [...strips]
  if (side !== 'left') result.splice(lastRoad + 1, 0, { ...born, beside: -1, only: 'right' })
  if (side !== 'right') result.splice(0, 0, { ...born, beside: 1, only: 'left' })
  return result
}
