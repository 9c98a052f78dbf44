import {
  DEFAULT_ATTRIBUTES,
  KNOWN_CATEGORIES,
  type KnownCategory,
  NEUTRAL_COLOR,
} from './defaultOntology.ts'
import type { Category, Ontology } from './ontology.ts'

/**
 * An ontology of the categories a source names, each once, in its spelling and order.
 *
 * Label, colour and size come from the category of ours that the name means: `VEHICLE.CAR`, `Car` and
 * `REGULAR_VEHICLE` are cars. A name we do not know gets a grey and a cube of a meter.
 */
export function ontologyFor(categoryNames: readonly string[]): Ontology {
  const categories = [...new Set(categoryNames)].map(categoryFor)
  const seen = new Map<string, number>()
  for (const { label } of categories) seen.set(label.en, (seen.get(label.en) ?? 0) + 1)
  return {
    // Two of the source's categories may mean one of ours: their names then tell them apart.
    categories: categories.map((category) =>
      (seen.get(category.label.en) ?? 0) > 1 ? labelledById(category) : category,
    ),
    attributes: DEFAULT_ATTRIBUTES,
  }
}

/** The id of the category of ours that a source's name means: `car` of `VEHICLE.CAR`; `null` for none. */
export function meaningOf(categoryName: string): string | null {
  return knownFor(categoryName)?.category.id ?? null
}

function knownFor(categoryName: string): KnownCategory | undefined {
  const name = nameOf(categoryName)
  return KNOWN_CATEGORIES.find((known) => known.aliases.includes(name)) ?? mentionedIn(name)
}

/** The category of a source's name. */
function categoryFor(id: string): Category {
  const found = knownFor(id)
  if (found === undefined) {
    const label = { en: id, zh: id }
    return { id, label, color: NEUTRAL_COLOR, typicalExtent: [1, 1, 1], isRigid: true }
  }
  const category = { ...found.category, id }
  return found.aliases.includes(nameOf(id)) ? category : labelledById(category)
}

/** `VEHICLE.Bus-bendy` as `vehicle_bus_bendy`, `TrafficCone` as `traffic_cone`. */
function nameOf(id: string): string {
  return id
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
}

/** The category whose longest alias is a part of a name; vague ones only where there is no other. */
function mentionedIn(name: string): KnownCategory | undefined {
  for (const kind of ['aliases', 'vagueAliases'] as const) {
    const mentions = KNOWN_CATEGORIES.flatMap((known) =>
      known[kind]
        .filter((alias) => `_${name}_`.includes(`_${alias}_`))
        .map((alias) => ({ known, length: alias.length })),
    )
    const longest = mentions.toSorted((a, b) => b.length - a.length)[0]
    if (longest !== undefined) return longest.known
  }
  return undefined
}

function labelledById(category: Category): Category {
  const { id, label } = category
  const isKnown = label.zh !== id
  return { ...category, label: { en: id, zh: isKnown ? `${label.zh}（${id}）` : id } }
}
