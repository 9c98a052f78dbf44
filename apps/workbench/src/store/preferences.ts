import type { PointColoring, Preferences } from './state.ts'

/** What a new person starts with, but for the language, which the browser's is taken for. */
export const DEFAULT_PREFERENCES: Preferences = {
  language: 'en',
  theme: 'dark',
  authorName: '',
  pointColoring: 'height',
  pointSizePx: 2,
  pointBudget: 2_000_000,
  isGroundDimmed: false,
  keys: {},
  layout: null,
  hasSeenWelcome: false,
  backend: 'auto',
  traffic: 'asDriven',
  sweepsTogether: null,
  minScores: {},
  isEffortLogged: true,
}

/** The most and fewest points that may be asked for. */
export const POINT_BUDGET_RANGE = { min: 50_000, max: 5_000_000 } as const
/** The smallest and largest point. */
export const POINT_SIZE_RANGE = { min: 1, max: 8 } as const

/** What a point's color may tell, in the order it is offered. */
export const POINT_COLORINGS: readonly PointColoring[] = [
  'height',
  'intensity',
  'camera',
  'distance',
  'track',
]

/** What models may run on, in the order it is offered. */
export const BACKENDS: readonly Preferences['backend'][] = ['auto', 'webgpu', 'wasm', 'clusters']

/** How the side that traffic keeps to is told, in the order it is offered. */
export const TRAFFIC: readonly Preferences['traffic'][] = ['asDriven', 'right', 'left']

/** How many sweeps models may be shown at once. */
export const SWEEPS_TOGETHER = [1, 2, 3, 5] as const

/** The preferences in a JSON value; each one that is missing or makes no sense is the default. */
export function parsePreferences(value: unknown): Preferences {
  const given = typeof value === 'object' && value !== null ? value : {}
  const at = (name: keyof Preferences): unknown => Reflect.get(given, name)
  const base = DEFAULT_PREFERENCES
  const { language, theme, pointColoring } = base
  const coloring = at('pointColoring')
  const layout = at('layout')
  const name = at('authorName')
  return {
    language: at('language') === 'zh' ? 'zh' : at('language') === 'en' ? 'en' : language,
    theme: at('theme') === 'light' ? 'light' : theme,
    authorName: typeof name === 'string' ? name.slice(0, 60) : base.authorName,
    pointColoring: isColoring(coloring) ? coloring : pointColoring,
    pointSizePx: within(at('pointSizePx'), POINT_SIZE_RANGE, base.pointSizePx),
    pointBudget: within(at('pointBudget'), POINT_BUDGET_RANGE, base.pointBudget),
    isGroundDimmed: at('isGroundDimmed') === true,
    keys: parseKeys(at('keys')),
    layout: typeof layout === 'object' ? layout : base.layout,
    hasSeenWelcome: at('hasSeenWelcome') === true,
    backend: BACKENDS.find((backend) => backend === at('backend')) ?? base.backend,
    traffic: TRAFFIC.find((traffic) => traffic === at('traffic')) ?? base.traffic,
    sweepsTogether: SWEEPS_TOGETHER.find((count) => count === at('sweepsTogether')) ?? null,
    minScores: parseScores(at('minScores')),
    isEffortLogged: at('isEffortLogged') !== false,
  }
}

function isColoring(value: unknown): value is PointColoring {
  return POINT_COLORINGS.some((coloring) => coloring === value)
}

function within(
  value: unknown,
  { min, max }: { readonly min: number; readonly max: number },
  otherwise: number,
): number {
  return typeof value === 'number' && value >= min && value <= max ? value : otherwise
}

function parseKeys(value: unknown): Preferences['keys'] {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string[]] =>
        Array.isArray(entry[1]) && entry[1].every((key) => typeof key === 'string' && key !== ''),
    ),
  )
}

function parseScores(value: unknown): Preferences['minScores'] {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === 'number' && entry[1] >= 0 && entry[1] <= 1,
    ),
  )
}
