import { type CheckDefaults, DEFAULTS, type LimitsOf } from './defaults.ts'
import type { CheckId, Level } from './finding.ts'

/** How one check is made. */
export type CheckSetting = {
  readonly isOn: boolean
  readonly level: Level
  /** Whether a clip with such a finding cannot be submitted. */
  readonly isBlocking: boolean
  readonly limits: { readonly [name: string]: number }
  /** By category, in the source's spelling or as ours; what is not said is as in `limits`. */
  readonly byCategory: { readonly [category: string]: { readonly [name: string]: number } }
}

/** How every check is made. */
export type CheckSettings = { readonly [id in CheckId]: CheckSetting }

/** Every check, in the order of the table. */
export const CHECK_IDS = Object.keys(DEFAULTS) as readonly CheckId[]

/** Every check on, at the levels and limits of the table; only what makes labels useless blocks. */
export const DEFAULT_SETTINGS: CheckSettings = settingsWith(() => ({}))

/** The settings of the table with what is said otherwise; limits that are not said stay. */
export function settingsWith(saidOf: (id: CheckId) => Partial<CheckSetting>): CheckSettings {
  const entries = CHECK_IDS.map((id): [CheckId, CheckSetting] => {
    const { level, isBlocking = false, limits, byCategory }: CheckDefaults = DEFAULTS[id]
    const said = saidOf(id)
    return [
      id,
      {
        ...{ isOn: true, isBlocking, level },
        ...said,
        limits: { ...limits, ...said.limits },
        byCategory: { ...byCategory, ...said.byCategory },
      },
    ]
  })
  return Object.fromEntries(entries) as CheckSettings
}

/** A check's limits for a category, told by the source's name of it and by ours. */
export function limitsFor<Id extends CheckId>(
  settings: CheckSettings,
  id: Id,
  { name, meaning }: { readonly name: string; readonly meaning: string | null },
): LimitsOf<Id> {
  const { limits, byCategory } = settings[id]
  const ofMeaning = meaning === null ? undefined : byCategory[meaning]
  return { ...limits, ...ofMeaning, ...byCategory[name] } as LimitsOf<Id>
}
