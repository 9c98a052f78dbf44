import type { AttributeDefinition, Attributes, Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { tokenOf } from '../token.ts'
import { VISIBILITY } from './names.ts'

/** The words of a set of tables. */
export type Vocabulary = {
  readonly categories: readonly JsonObject[]
  readonly attributes: readonly JsonObject[]
  readonly visibilities: readonly JsonObject[]
  readonly instances: readonly JsonObject[]
}

/** The words of nuScenes itself, for a clip that came from elsewhere. */
export const OWN_VOCABULARY: Vocabulary = {
  categories: [],
  attributes: [
    ...['vehicle.moving', 'vehicle.stopped', 'vehicle.parked'],
    ...['cycle.with_rider', 'cycle.without_rider'],
    ...['pedestrian.sitting_lying_down', 'pedestrian.standing', 'pedestrian.moving'],
  ].map((name) => ({ token: tokenOf(`attribute ${name}`), name, description: '' })),
  visibilities: ['v0-40', 'v40-60', 'v60-80', 'v80-100'].map((level, index) => ({
    token: String(index + 1),
    level,
    description: '',
  })),
  instances: [],
}

/** What a token stands for: the `key` of its row; `null` where there is none. */
export function wordOf(
  rows: readonly JsonObject[],
  token: Json | undefined,
  key = 'name',
): string | null {
  const word = rows.find((row) => row.token === token)?.[key]
  return typeof word === 'string' ? word : null
}

/** An instance's row, and its category; `null` where that row is missing. */
export type Instance = { readonly row: JsonObject; readonly category: string | null }

/** The instances by their token; of a token that is there twice the first. */
export function instancesByToken(words: Vocabulary): ReadonlyMap<string, Instance> {
  const byToken = new Map<string, Instance>()
  for (const row of words.instances) {
    if (typeof row.token !== 'string' || byToken.has(row.token)) continue
    byToken.set(row.token, { row, category: wordOf(words.categories, row.category_token) })
  }
  return byToken
}

/**
 * The attributes of a row. `vehicle.moving` is `vehicle: moving` where the tables have other words
 * that begin with `vehicle.`, of which a box has one; any other word is a flag.
 */
export function attributesOfRow(row: JsonObject, words: Vocabulary): Attributes {
  const tokens = isList(row.attribute_tokens) ? row.attribute_tokens : []
  const attributes: { [id: string]: string | boolean } = {}
  let groups: ReturnType<typeof groupsOf> | null = null
  for (const token of tokens) {
    const name = wordOf(words.attributes, token)
    if (name === null) continue
    const [group, value] = splitName(name)
    groups ??= groupsOf(words)
    const isChoice = (groups.get(group)?.length ?? 0) > 1 && attributes[group] === undefined
    attributes[isChoice ? group : name] = isChoice ? value : true
  }
  const level = wordOf(words.visibilities, row.visibility_token, 'level')
  return level === null ? attributes : { ...attributes, [VISIBILITY]: level }
}

/** The tokens of those attributes the tables have words for, and the ids of the others. */
export function tokensOfAttributes(
  attributes: Attributes,
  words: Vocabulary,
): { readonly tokens: readonly Json[]; readonly visibility: Json | null; readonly lost: number } {
  const tokens: Json[] = []
  let lost = 0
  for (const [id, value] of Object.entries(attributes)) {
    if (id === VISIBILITY || value === false) continue
    const name = value === true ? id : `${id}.${value}`
    const row = words.attributes.find((one) => one.name === name)
    if (row?.token === undefined) lost += 1
    else tokens.push(row.token)
  }
  const level = words.visibilities.find((row) => row.level === attributes[VISIBILITY])
  return { tokens, visibility: level?.token ?? null, lost }
}

/** The attributes that boxes of these tables may have. */
export function attributeDefinitions(words: Vocabulary): readonly AttributeDefinition[] {
  const cuboid = { appliesTo: 'cuboid', categories: null } as const
  const named = [...groupsOf(words)].flatMap(([group, names]): readonly AttributeDefinition[] => {
    if (names.length === 1) {
      const id = names[0] ?? group
      return [{ id, label: { en: id, zh: id }, ...cuboid, type: { kind: 'flag' } }]
    }
    const values = names.map((name) => splitName(name)[1])
    const label = { en: group, zh: CHINESE[group] ?? group }
    return [{ id: group, label, ...cuboid, type: { kind: 'choice', values } }]
  })
  const levels = words.visibilities.flatMap(({ level }) =>
    typeof level === 'string' ? [level] : [],
  )
  if (levels.length === 0) return named
  const label = { en: 'Visibility', zh: '可见度' }
  const visibility = { id: VISIBILITY, label, ...cuboid } as const
  return [...named, { ...visibility, type: { kind: 'choice', values: levels } }]
}

const CHINESE: { readonly [group: string]: string } = {
  vehicle: '车辆状态',
  cycle: '有无骑行者',
  pedestrian: '行人姿态',
}

/** Names by what they begin with; a name without a dot is a group of its own. */
function groupsOf({ attributes }: Vocabulary): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const { name } of attributes) {
    if (typeof name !== 'string') continue
    const [group] = splitName(name)
    groups.set(group, [...(groups.get(group) ?? []), name])
  }
  return groups
}

function splitName(name: string): readonly [group: string, value: string] {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? [name, name] : [name.slice(0, dot), name.slice(dot + 1)]
}

/** A vocabulary kept as JSON; `null` where it is none. */
export function asVocabulary(value: Json | undefined): Vocabulary | null {
  if (!isObject(value)) return null
  const listOf = (key: string): readonly JsonObject[] => {
    const list = value[key]
    return isList(list) ? list.filter(isObject) : []
  }
  return {
    categories: listOf('categories'),
    attributes: listOf('attributes'),
    visibilities: listOf('visibilities'),
    instances: listOf('instances'),
  }
}
