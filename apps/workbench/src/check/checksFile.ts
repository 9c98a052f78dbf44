import type { Json } from '@trueline/annotation'
import { CHECK_IDS, type CheckId, type CheckSettings, parseSettings } from '@trueline/consistency'

/** What can be changed of a check by hand. */
export type CheckChoice = Partial<Pick<CheckSettings[CheckId], 'isOn' | 'level' | 'isBlocking'>>

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

/**
 * The settings in the text of a `checks.json`.
 *
 * @throws {SyntaxError} when it is no JSON.
 * @throws {CheckSettingsError} when it is none, with where, found and expected.
 */
export function settingsInFile(text: string): CheckSettings {
  return parseSettings(JSON.parse(text))
}
