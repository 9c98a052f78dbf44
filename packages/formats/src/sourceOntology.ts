import {
  type AttributeDefinition,
  type Attributes,
  defaultOntology,
  type Ontology,
  ontologyFor,
} from '@trueline/annotation'

/**
 * An ontology of the categories a source names, and of the attributes its records have; of a source
 * that names none, the categories we know, so that it can be labelled.
 */
export function sourceOntology(
  categories: readonly string[],
  attributes: Ontology['attributes'] = [],
): Ontology {
  const { categories: named } = categories.length > 0 ? ontologyFor(categories) : defaultOntology
  return { categories: named, attributes }
}

/** Definitions of the attributes that records have, their types by their values. */
export function attributesSeen(
  appliesTo: AttributeDefinition['appliesTo'],
  seen: Iterable<Attributes>,
): readonly AttributeDefinition[] {
  const kinds = new Map<string, Set<string>>()
  for (const attributes of seen) {
    for (const [id, value] of Object.entries(attributes)) {
      kinds.set(id, (kinds.get(id) ?? new Set()).add(typeof value))
    }
  }
  return [...kinds].map(([id, types]) => ({
    id,
    label: { en: id, zh: id },
    appliesTo,
    categories: null,
    type: typeOf(types),
  }))
}

function typeOf(types: ReadonlySet<string>): AttributeDefinition['type'] {
  if (types.size > 1 || types.has('string')) return { kind: 'text' }
  return types.has('number') ? { kind: 'number', min: null, max: null } : { kind: 'flag' }
}
