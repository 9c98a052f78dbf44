import type { CheckId, Level } from './finding.ts'

type Limits = { readonly [name: string]: number }

/** How a check starts out. */
export type CheckDefaults = {
  readonly level: Level
  /** Whether a clip with such a finding cannot be handed on: nobody could use it. */
  readonly isBlocking?: boolean
  readonly limits: Limits
  /** By category of ours, of the road by kind of lane or element; what is not said holds for every category. */
  readonly byCategory: { readonly [category: string]: Limits }
}

const NONE = {} as const

/**
 * How each check starts out; a project's `checks.json` says otherwise.
 *
 * Angles end in `Deg`, shares in `Share`; all else is in meters, seconds, and what follows of them.
 */
export const DEFAULTS = {
  A0: { level: 'error', limits: {}, byCategory: NONE },
  A1: { level: 'error', isBlocking: true, limits: {}, byCategory: NONE },
  A2: { level: 'error', isBlocking: true, limits: {}, byCategory: NONE },
  A3: { level: 'error', limits: {}, byCategory: NONE },
  A4: { level: 'error', isBlocking: true, limits: {}, byCategory: NONE },
  // What is small would be found for a centimeter: below `least` no difference counts.
  B1: { level: 'warning', limits: { share: 0.05, least: 0.05 }, byCategory: NONE },
  // Beyond the range of sizes by this share.
  B2: { level: 'warning', limits: { share: 0 }, byCategory: NONE },
  // -log10 of the share of its category's boxes that have no likelier volume.
  B3: { level: 'hint', limits: { surprise: 2.5 }, byCategory: NONE },
  B5: { level: 'warning', limits: { tiltDeg: 5 }, byCategory: NONE },
  C1: {
    level: 'error',
    limits: { speed: 45, slack: 0.3 },
    byCategory: {
      pedestrian: { speed: 4 },
      person_sitting: { speed: 4 },
      cyclist: { speed: 12 },
      bicycle: { speed: 12 },
      animal: { speed: 12 },
    },
  },
  C2: {
    level: 'warning',
    limits: { stepDeg: 30, rateDeg: 60 },
    // A person turns on the spot.
    byCategory: {
      pedestrian: { stepDeg: 80, rateDeg: 360 },
      person_sitting: { stepDeg: 80, rateDeg: 360 },
      animal: { stepDeg: 80, rateDeg: 360 },
    },
  },
  C3: { level: 'error', limits: { turnDeg: 90 }, byCategory: NONE },
  C4: {
    level: 'warning',
    limits: { offDeg: 20, speed: 1, reversingBelow: 5 },
    byCategory: { cyclist: { offDeg: 30 }, motorcycle: { offDeg: 30 }, bicycle: { offDeg: 30 } },
  },
  C5: {
    level: 'hint',
    limits: { along: 8, across: 6 },
    byCategory: {
      pedestrian: { along: 3, across: 3 },
      person_sitting: { along: 3, across: 3 },
      cyclist: { along: 5, across: 5 },
    },
  },
  // `share`: of the way between the frames before and after, for a path that bends in a gap.
  C6: { level: 'warning', limits: { least: 0.3, share: 0.1 }, byCategory: NONE },
  C7: { level: 'warning', limits: { iou: 1e-4, within: 0.4, seconds: 2 }, byCategory: NONE },
  // `rangeShare`: of the range, for what is far is labelled worse, where nobody says the place;
  // `driftShare`: of the way the ego drove, where too little stands to say how far poses drift.
  C8: {
    level: 'hint',
    limits: { within: 0.1, rangeShare: 0.01, spreadDeg: 2, driftShare: 0.06 },
    byCategory: NONE,
  },
  C9: { level: 'warning', limits: { parked: 0.5, moving: 0.2 }, byCategory: NONE },
  C10: { level: 'warning', limits: { off: 0.2 }, byCategory: NONE },
  C11: { level: 'hint', limits: { off: 0.1 }, byCategory: NONE },
  D1: { level: 'warning', limits: { points: 5, flicker: 6 }, byCategory: NONE },
  D2: { level: 'hint', limits: { hits: 5 }, byCategory: NONE },
  D3: { level: 'hint', limits: { points: 12, range: 50 }, byCategory: NONE },
  D4: {
    level: 'warning',
    limits: { iou: 0.5, seconds: 2, sizeShare: 0.1 },
    byCategory: { pedestrian: { iou: 0.4 }, cyclist: { iou: 0.4 } },
  },
  // Meters that the exchange must bring the two closer to where they were going.
  D5: { level: 'warning', limits: { gain: 1 }, byCategory: NONE },
  E1: { level: 'warning', limits: { points: 1 }, byCategory: NONE },
  E2: { level: 'warning', limits: { gap: 0.25, range: 40 }, byCategory: NONE },
  E3: { level: 'warning', limits: { share: 0.05, range: 40 }, byCategory: NONE },
  E4: { level: 'warning', limits: { off: 0.25, range: 40 }, byCategory: NONE },
  E5: {
    level: 'warning',
    limits: { iou: 0.05 },
    // People stand close, and what is towed overlaps what tows it.
    byCategory: { pedestrian: { iou: 0.5 }, cyclist: { iou: 0.3 }, trailer: { iou: 0.5 } },
  },
  E6: { level: 'warning', limits: { iou: 0.3 }, byCategory: NONE },
  E7: { level: 'hint', limits: { frames: 3 }, byCategory: NONE },
  E8: { level: 'hint', limits: { frames: 10, points: 50 }, byCategory: NONE },
  E9: { level: 'hint', limits: { frames: 3 }, byCategory: NONE },
  F1: { level: 'warning', limits: { within: 0.5 }, byCategory: NONE },
  F2: { level: 'warning', limits: { gap: 0.3, turnDeg: 30 }, byCategory: NONE },
  F3: { level: 'error', limits: {}, byCategory: NONE },
  // `moments`: so many times two meters driven, `share` of all that was driven there.
  F4: { level: 'warning', limits: { moments: 5, share: 0.5 }, byCategory: NONE },
  // `least`: between points; `step`: of height, beyond what a `slope` makes.
  F5: {
    level: 'warning',
    limits: { least: 0.02, radius: 2.5, step: 0.2, slope: 0.2 },
    byCategory: {
      bicycle: { radius: 1 },
    },
  },
  F6: {
    level: 'hint',
    limits: { narrow: 2, wide: 6.5, change: 0.6 },
    byCategory: {
      bicycle: { narrow: 0.8, wide: 4 },
      walking: { narrow: 0.5, wide: 10, change: 2 },
      parking: { narrow: 1.5, wide: 6 },
      shoulder: { narrow: 0.2, wide: 6, change: 2 },
      emergency: { narrow: 0.2, wide: 6, change: 2 },
      other: { narrow: 0.2, wide: 20, change: 20 },
    },
  },
  F7: { level: 'warning', limits: {}, byCategory: NONE },
  F8: { level: 'error', limits: {}, byCategory: NONE },
} as const satisfies { readonly [id in CheckId]: CheckDefaults }

/** Names of a check's limits. */
export type LimitName<Id extends CheckId> = keyof (typeof DEFAULTS)[Id]['limits']

/** A check's limits for one category. */
export type LimitsOf<Id extends CheckId> = { readonly [Name in LimitName<Id>]: number }
