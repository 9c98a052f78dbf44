import { type Attributes, meaningOf } from '@trueline/annotation'

/** A task of the nuScenes benchmark: how its result files are worded. */
export type ResultTask = {
  /** The codec's id. */
  readonly codec: string
  /** The keys of a box's name and score. */
  readonly nameKey: string
  readonly scoreKey: string
  /** The key of a track's id; `null` where boxes have none. */
  readonly idKey: string | null
  readonly names: readonly string[]
}

const TRACKED = ['bicycle', 'bus', 'car', 'motorcycle', 'pedestrian', 'trailer', 'truck'] as const

/** Detections: boxes of single samples. */
export const DETECTION: ResultTask = {
  codec: 'nuscenes-detection',
  nameKey: 'detection_name',
  scoreKey: 'detection_score',
  idKey: null,
  names: [...TRACKED, 'construction_vehicle', 'traffic_cone', 'barrier'],
}

/** Tracks: boxes with the id of their object. */
export const TRACKING: ResultTask = {
  codec: 'nuscenes-tracking',
  nameKey: 'tracking_name',
  scoreKey: 'tracking_score',
  idKey: 'tracking_id',
  names: TRACKED,
}

/** What the benchmark calls those of our categories it calls differently. */
const RENAMED: { readonly [meaning: string]: string } = { van: 'car', cyclist: 'bicycle' }

/** What a task calls a category: `car` of `vehicle.car`; `null` for what it does not ask for. */
export function resultName(category: string, { names }: ResultTask): string | null {
  if (names.includes(category)) return category
  // Of the data set's own categories these are not asked for, whatever they sound like.
  if (/emergency|personal_mobility|stroller|wheelchair|animal/.test(category)) return null
  const meaning = meaningOf(category)
  const name = meaning === null ? null : (RENAMED[meaning] ?? meaning)
  return name !== null && names.includes(name) ? name : null
}

const STATES: { readonly [group: string]: readonly string[] } = {
  vehicle: ['moving', 'parked', 'stopped'],
  cycle: ['with_rider', 'without_rider'],
  pedestrian: ['moving', 'sitting_lying_down', 'standing'],
}

/** The attribute a box may have, such as `vehicle.moving`, as attributes. */
export function attributesOfName(name: string): Attributes {
  const [group = '', value = ''] = name.split('.')
  if (STATES[group]?.includes(value)) return { [group]: value }
  return name === '' ? {} : { [name]: true }
}

/** The one attribute of a box that the benchmark knows; empty where it has none. */
export function nameOfAttributes(attributes: Attributes): string {
  for (const [group, values] of Object.entries(STATES)) {
    const value = attributes[group]
    if (typeof value === 'string' && values.includes(value)) return `${group}.${value}`
  }
  const flag = Object.entries(attributes).find(([, value]) => value === true)
  return flag?.[0].includes('.') ? flag[0] : ''
}
