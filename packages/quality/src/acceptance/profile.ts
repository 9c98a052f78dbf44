import { joined, type Message, verbatim } from '@trueline/annotation'
import { z } from 'zod'
import { profileTexts as texts } from './profileTexts.ts'

const limit = z.number().min(0)
const share = z.number().min(0).max(1)

const limitsSchema = z.strictObject({
  /** The 95th percentile of the centers' distance on the ground, in meters. */
  centerP95: limit.exactOptional(),
  /** The same of the side that is most off, in meters. */
  sizeP95: limit.exactOptional(),
  /** The same of the heading, in degrees. */
  yawP95Deg: limit.exactOptional(),
  /** Shares of boxes, in [0, 1]. */
  flipped: share.exactOptional(),
  missed: share.exactOptional(),
  extra: share.exactOptional(),
  wrongCategory: share.exactOptional(),
  /** Of 100 objects. */
  idSwitches: limit.exactOptional(),
})

/** An acceptance profile as it is written. */
export const profileSchema = z.strictObject({
  name: z.string().min(1).max(200),
  confidence: z.number().min(0.5).max(0.999).exactOptional(),
  limits: limitsSchema,
  byCategory: z.record(z.string().min(1), limitsSchema).exactOptional(),
  /** The most of a batch that may be wrong, by a sample that was looked at. */
  sampled: share.exactOptional(),
  /** The least F1 of points along lanes. */
  lanes: share.exactOptional(),
})

/** What may be off, at the most. */
export type AcceptanceLimits = z.infer<typeof limitsSchema>

/** What labels must come to for a buyer to take them. */
export type AcceptanceProfile = Readonly<z.infer<typeof profileSchema>>

/** What is asked for of boxes. */
export type BoxMeasure = keyof AcceptanceLimits

/** Every one, in the order tables list them. */
export const BOX_MEASURES = Object.keys(limitsSchema.shape) as readonly BoxMeasure[]

/** What is usual among buyers, to begin with. */
export const DEFAULT_PROFILE: AcceptanceProfile = {
  name: 'default',
  limits: {
    ...{ centerP95: 0.4, sizeP95: 0.4, yawP95Deg: 8 },
    ...{ flipped: 0.01, missed: 0.05, extra: 0.05, wrongCategory: 0.02, idSwitches: 5 },
  },
  byCategory: { pedestrian: { yawP95Deg: 180, flipped: 1 } },
  sampled: 0.05,
  lanes: 0.85,
}

/** An acceptance profile that asks for what there is not. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError'
  /** A JSON pointer: `/limits/missed`. */
  readonly place: string
  readonly found: Message
  readonly expected: Message

  constructor({ place, found, expected }: Pick<ProfileError, 'place' | 'found' | 'expected'>) {
    super(`${place}: found ${found.en}, expected ${expected.en}`)
    this.place = place
    this.found = found
    this.expected = expected
  }
}

/**
 * The profile that a parsed JSON file asks for.
 *
 * @throws {ProfileError} when it is none.
 */
export function parseProfile(json: unknown): AcceptanceProfile {
  const parsed = profileSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  if (issue.code === 'unrecognized_keys') {
    const isLimit = issue.path.includes('limits') || issue.path.includes('byCategory')
    const known = isLimit ? BOX_MEASURES : Object.keys(profileSchema.shape)
    throw new ProfileError({
      place: pointer(issue.path),
      found: verbatim(issue.keys.join(', ')),
      expected: joined(known.map((name) => verbatim(name))),
    })
  }
  const last = issue.path.at(-1)
  throw new ProfileError({
    place: pointer(issue.path),
    found: foundAt(json, issue.path),
    expected: expectedAt(typeof last === 'string' ? last : ''),
  })
}

function expectedAt(name: string): Message {
  switch (name) {
    case '':
      return texts.profile
    case 'name':
      return texts.aName
    case 'limits':
    case 'byCategory':
      return texts.limits
    case 'confidence':
      return texts.confidence
    case 'centerP95':
    case 'sizeP95':
    case 'yawP95Deg':
    case 'idSwitches':
      return texts.fromZero
    default:
      return texts.share
  }
}

function foundAt(json: unknown, path: readonly PropertyKey[]): Message {
  let value = json
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return texts.nothing
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key]
  }
  return value === undefined ? texts.nothing : verbatim((JSON.stringify(value) ?? '').slice(0, 80))
}

function pointer(path: readonly PropertyKey[]): string {
  return `/${path.map(String).join('/')}`
}
