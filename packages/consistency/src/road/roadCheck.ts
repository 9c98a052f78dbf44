import type { Lane, Link, MapElement, Message } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import type { LimitsOf } from '../defaults.ts'
import type { CheckId, Finding, FixedId, MendId } from '../finding.ts'
import { type CheckSettings, limitsFor } from '../settings.ts'
import type { Road } from './road.ts'
import { kindOf, type RoadItem } from './roadItem.ts'
import type { Traffic } from './traffic.ts'

/** What the checks of the road are told. */
export type RoadContext = {
  readonly road: Road
  readonly settings: CheckSettings
  /** How the ego and the vehicles drove. */
  readonly traffic: readonly Traffic[]
}

/** What a check of the road says beside its own name. */
export type RoadFound = Pick<Finding, 'value' | 'threshold' | 'message' | 'isUnsure'> & {
  /** What it is of, the one that is to be looked at first. */
  readonly fixed: readonly FixedId[]
  /** Where it shows, in the world; `null` where it is nowhere. */
  readonly spot: Vec3 | null
  /** Where it is not the mend that the check offers else. */
  readonly mend?: MendId | null
}

/** What a check of the road is called, and what puts it right where the finding does not say. */
type About<Id extends CheckId> = { readonly id: Id; readonly mend: MendId | null }

/**
 * A check of the road. Of an item it looks at that, at what it is linked with or bounded by, and at what lies
 * near, and at nothing else: only so an edit need not be checked everywhere.
 */
export type RoadCheck = About<CheckId> & {
  /** What it finds of a lane or map element; of two, it is found of the one with the lesser id. */
  readonly ofItem: (item: RoadItem, context: RoadContext) => readonly RoadFound[]
  readonly ofLink: (link: Link, context: RoadContext) => readonly RoadFound[]
}

const NOTHING = (): readonly RoadFound[] => []

/** A check of sound lanes and elements that is given its limits for their kind. */
export function itemCheck<Id extends CheckId>(
  about: About<Id>,
  find: (item: RoadItem, limits: LimitsOf<Id>, context: RoadContext) => readonly RoadFound[],
): RoadCheck {
  return {
    ...about,
    ofLink: NOTHING,
    ofItem: (item, context) =>
      item.isSound ? find(item, limitsOf(item.record, about.id, context), context) : [],
  }
}

/** A check of sound lanes that is given its limits for their kind. */
export function laneCheck<Id extends CheckId>(
  about: About<Id>,
  find: (lane: RoadItem<Lane>, limits: LimitsOf<Id>, context: RoadContext) => readonly RoadFound[],
): RoadCheck {
  return itemCheck(about, (item, limits, context) =>
    item.record.kind === 'lane' ? find(item as RoadItem<Lane>, limits, context) : [],
  )
}

/** A road check's limits for a kind of lane or element; `null`: for any. */
export function limitsOf<Id extends CheckId>(
  record: Lane | MapElement | null,
  id: Id,
  { settings }: Pick<RoadContext, 'settings'>,
): LimitsOf<Id> {
  return limitsFor(settings, id, { name: record === null ? '' : kindOf(record), meaning: null })
}

/** A message of a catalogue in both languages. */
export function told(en: string, zh: string): Message {
  return { en, zh }
}
