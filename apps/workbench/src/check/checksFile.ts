import type { Json } from '@trueline/annotation'
import { CHECK_IDS, type CheckId, type CheckSettings, parseSettings } from '@trueline/consistency'
import { isSameValue } from '../store/sameValue.ts'

/** What can be changed of a check by hand. */
export type CheckChoice = Partial<CheckSettings[CheckId]>

/** The `checks.json` that asks for these settings. */
export function checksFileOf(settings: CheckSettings): { readonly [id: string]: Json } {
  return Object.fromEntries(
    CHECK_IDS.map((id) => {
      const { isOn, level, isBlocking, limits, byCategory } = settings[id]
      return [id, { on: isOn, level, blocking: isBlocking, limits, byCategory }]
    }),
  )
}

/** The settings with one check's changed. */
export function withChoice(
  settings: CheckSettings,
  id: CheckId,
  choice: CheckChoice,
): CheckSettings {
  return { ...settings, [id]: { ...settings[id], ...choice } }
}

/** The choice that gives a check another limit, for a category or, with `null`, for all that say none. */
export function limitChoice(
  { limits, byCategory }: CheckSettings[CheckId],
  category: string | null,
  limit: { readonly [name: string]: number },
): CheckChoice {
  if (category === null) return { limits: { ...limits, ...limit } }
  return { byCategory: { ...byCategory, [category]: { ...byCategory[category], ...limit } } }
}

/** The checks whose settings differ between two, in the order of the table. */
export function changedChecks(a: CheckSettings, b: CheckSettings): readonly CheckId[] {
  return CHECK_IDS.filter((id) => !isSameValue(a[id], b[id]))
}

/**
 * The settings in the text of a `checks.json`.
 *
 * @throws {SyntaxError} when it is no JSON.
 * @throws {CheckSettingsError} when it is none, with where, found and expected.
 */
export function settingsInFile(text: string): CheckSettings {
  return parseSettings(JSON.parse(text))
}
