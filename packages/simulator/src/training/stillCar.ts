import { mirrorPolygons, type PlainCar, plainCarPolygons } from '../bodies/plainCar.ts'
import { between, normal, pick, type Random } from '../random.ts'
import { type StillUser, stillUser } from './stillUser.ts'

/** The shapes of cars. */
type Style = 'micro' | 'hatch' | 'sedan' | 'wagon' | 'suv' | 'mpv' | 'van' | 'pickup'

type Size = readonly [length: number, width: number, height: number]
type Range = readonly [number, number]

/** What a style's cars have in common. */
type StyleRanges = {
  /** Mean size on streets of small cars, and on streets of large ones. */
  readonly small: Size
  readonly large: Size
  /** How often it is met on streets of small cars, and on streets of large ones. */
  readonly weight: Range
  /** Shoulder against height, bonnet against shoulder. */
  readonly shoulder: Range
  readonly bonnet: Range
  /** Shares of the length from the rear: rear foot, rear roof, front roof, front foot of the cabin. */
  readonly cabin: readonly [Range, Range, Range, Range]
}

const STYLES: Readonly<Record<Style, StyleRanges>> = {
  micro: {
    small: [2.75, 1.57, 1.54],
    large: [3.2, 1.6, 1.55],
    weight: [0.03, 0.01],
    shoulder: [0.56, 0.62],
    bonnet: [0.85, 0.95],
    cabin: [
      [0.01, 0.04],
      [0.06, 0.12],
      [0.55, 0.62],
      [0.84, 0.88],
    ],
  },
  hatch: {
    small: [3.8, 1.64, 1.48],
    large: [4.35, 1.83, 1.52],
    weight: [0.42, 0.1],
    shoulder: [0.56, 0.66],
    bonnet: [0.8, 0.95],
    cabin: [
      [0.01, 0.05],
      [0.07, 0.17],
      [0.51, 0.58],
      [0.75, 0.82],
    ],
  },
  sedan: {
    small: [4.35, 1.7, 1.43],
    large: [4.95, 1.9, 1.48],
    weight: [0.2, 0.32],
    shoulder: [0.58, 0.67],
    bonnet: [0.8, 0.93],
    cabin: [
      [0.07, 0.16],
      [0.24, 0.33],
      [0.53, 0.6],
      [0.72, 0.78],
    ],
  },
  wagon: {
    small: [4.4, 1.72, 1.47],
    large: [4.9, 1.88, 1.52],
    weight: [0.16, 0.05],
    shoulder: [0.58, 0.65],
    bonnet: [0.8, 0.93],
    cabin: [
      [0.01, 0.03],
      [0.05, 0.12],
      [0.54, 0.6],
      [0.72, 0.78],
    ],
  },
  suv: {
    small: [4.15, 1.75, 1.64],
    large: [4.9, 1.98, 1.8],
    weight: [0.08, 0.32],
    shoulder: [0.56, 0.64],
    bonnet: [0.86, 0.98],
    cabin: [
      [0.01, 0.04],
      [0.04, 0.13],
      [0.55, 0.62],
      [0.73, 0.8],
    ],
  },
  mpv: {
    small: [4.2, 1.72, 1.72],
    large: [5.1, 1.98, 1.8],
    weight: [0.06, 0.08],
    shoulder: [0.53, 0.6],
    bonnet: [0.88, 1],
    cabin: [
      [0.01, 0.03],
      [0.03, 0.08],
      [0.6, 0.68],
      [0.84, 0.9],
    ],
  },
  van: {
    small: [4.9, 1.9, 1.98],
    large: [5.9, 2.06, 2.5],
    weight: [0.05, 0.06],
    shoulder: [0.47, 0.56],
    bonnet: [0.85, 1],
    cabin: [
      [0, 0.005],
      [0.005, 0.02],
      [0.68, 0.75],
      [0.86, 0.92],
    ],
  },
  pickup: {
    small: [5, 1.8, 1.75],
    large: [5.85, 2.02, 1.93],
    weight: [0.01, 0.08],
    shoulder: [0.58, 0.64],
    bonnet: [0.9, 1],
    cabin: [
      [0.36, 0.43],
      [0.39, 0.46],
      [0.57, 0.62],
      [0.73, 0.79],
    ],
  },
}

const NAMES = Object.keys(STYLES) as readonly Style[]

/**
 * A car, delivery van or pickup of any usual size.
 *
 * @param market From 0, a street of small European cars, to 1, one of large American ones.
 */
export function stillCar(random: Random, market: number): StillUser {
  const style = styleOf(random, market)
  const look = carLook(random, style, market)
  const category = style === 'van' ? 'Van' : 'Car'
  const mirrors = random() < 0.8 ? mirrorPolygons(look) : []
  return stillUser({ category, polygons: plainCarPolygons(look), trimmings: mirrors })
}

function styleOf(random: Random, market: number): Style {
  const weights = NAMES.map((name) => mixed(STYLES[name].weight, market))
  let luck = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [i, name] of NAMES.entries()) {
    luck -= weights[i]!
    if (luck < 0) return name
  }
  return 'sedan'
}

function mixed([small, large]: Range, market: number): number {
  return small + (large - small) * market
}

function carLook(random: Random, style: Style, market: number): PlainCar {
  const { small, large, shoulder, bonnet, cabin } = STYLES[style]
  const sizeOf = (axis: 0 | 1 | 2, spread: number): number =>
    mixed([small[axis], large[axis]], market) *
    (1 + spread * Math.max(-2.5, Math.min(2.5, normal(random))))
  const drawn = ([min, max]: Range): number => between(random, min, max)
  const [length, width, height] = [sizeOf(0, 0.045), sizeOf(1, 0.025), sizeOf(2, 0.03)]
  const shoulderHeight = height * drawn(shoulder)
  const isTall = style === 'suv' || style === 'pickup'
  return {
    length,
    width,
    height,
    clearance: isTall ? between(random, 0.22, 0.34) : between(random, 0.15, 0.25),
    shoulder: shoulderHeight,
    bonnet: shoulderHeight * drawn(bonnet),
    cabin: [
      length * drawn(cabin[0]),
      length * drawn(cabin[1]),
      length * drawn(cabin[2]),
      length * drawn(cabin[3]),
    ],
    roof: style === 'van' ? between(random, 0.86, 0.96) : between(random, 0.68, 0.84),
    nose: between(random, 0.7, 0.9),
    tail: style === 'van' ? 0.97 : between(random, 0.8, 0.94),
    wheel: isTall ? between(random, 0.34, 0.4) : between(random, 0.28, 0.34),
    glass: style === 'van' && random() < 0.7 ? 0.3 : 1,
    hasBed: style === 'pickup',
    paint: pick(random, [
      'paintWhite',
      'paintSilver',
      'paintGrey',
      'paintGrey',
      'paintBlack',
      'paintRed',
      'paintBlue',
    ]),
  }
}
