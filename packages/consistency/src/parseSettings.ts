import { z } from 'zod'
import { DEFAULTS } from './defaults.ts'
import type { CheckId } from './finding.ts'
import { CHECK_IDS, type CheckSetting, type CheckSettings, settingsWith } from './settings.ts'

/** A `checks.json` that says what no check can be told. */
export class CheckSettingsError extends Error {
  override readonly name = 'CheckSettingsError'
  /** A JSON pointer: `/B1/limits/share`. */
  readonly place: string
  readonly found: string
  readonly expected: string

  constructor({
    place,
    found,
    expected,
  }: Pick<CheckSettingsError, 'place' | 'found' | 'expected'>) {
    super(`${place}: found ${found}, expected ${expected}`)
    this.place = place
    this.found = found
    this.expected = expected
  }
}

const limitsSchema = z.record(z.string(), z.number().min(0))
const settingSchema = z.strictObject({
  on: z.boolean().optional(),
  level: z.enum(['error', 'warning', 'hint']).optional(),
  blocking: z.boolean().optional(),
  limits: limitsSchema.optional(),
  byCategory: z.record(z.string(), limitsSchema).optional(),
})
const fileSchema = z.record(z.string(), settingSchema)

/**
 * The settings that a parsed `checks.json` asks for: `{"B1": {"on", "level", "blocking", "limits",
 * "byCategory"}}`, each of them optional.
 *
 * @throws {CheckSettingsError} when it names a check or a limit that there is not, or is no such object.
 */
export function parseSettings(json: unknown): CheckSettings {
  const parsed = fileSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = `/${issue?.path.join('/') ?? ''}`
    throw new CheckSettingsError({
      place,
      found: foundAt(json, issue?.path ?? []),
      expected: issue?.message ?? 'settings of checks',
    })
  }
  const file = parsed.data
  for (const [id, { limits = {}, byCategory = {} }] of Object.entries(file)) {
    if (!isCheckId(id)) {
      throw new CheckSettingsError({ place: `/${id}`, found: id, expected: CHECK_IDS.join(', ') })
    }
    refuseUnknown(id, limits, `/${id}/limits`)
    for (const [category, own] of Object.entries(byCategory)) {
      refuseUnknown(id, own, `/${id}/byCategory/${category}`)
    }
  }
  return settingsWith((id) => settingOf(file[id]))
}

function settingOf(said: z.infer<typeof settingSchema> | undefined): Partial<CheckSetting> {
  if (said === undefined) return {}
  const { on, level, blocking, limits, byCategory } = said
  return {
    ...(on === undefined ? {} : { isOn: on }),
    ...(level === undefined ? {} : { level }),
    ...(blocking === undefined ? {} : { isBlocking: blocking }),
    ...(limits === undefined ? {} : { limits }),
    ...(byCategory === undefined ? {} : { byCategory }),
  }
}

function isCheckId(id: string): id is CheckId {
  return id in DEFAULTS
}

function refuseUnknown(id: CheckId, limits: object, place: string): void {
  const names = Object.keys(DEFAULTS[id].limits)
  const found = Object.keys(limits).find((name) => !names.includes(name))
  if (found === undefined) return
  throw new CheckSettingsError({ place, found, expected: names.join(', ') || 'no limits' })
}

function foundAt(json: unknown, path: readonly PropertyKey[]): string {
  const at = path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null
      ? (value as Record<PropertyKey, unknown>)[key]
      : value
  }, json)
  return JSON.stringify(at) ?? 'nothing'
}
