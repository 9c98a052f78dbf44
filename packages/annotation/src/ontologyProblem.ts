import { catalogue, type Message, verbatim } from './message.ts'
import type { AttributeType, Ontology } from './ontology.ts'

const texts = catalogue({
  twice: { en: '{id}, twice', zh: '{id} 出现两次' },
  each: { en: 'each id once', zh: '每个标识只出现一次' },
  noCategory: { en: 'no category', zh: '没有类别' },
  someCategory: { en: 'at least one category', zh: '至少一个类别' },
  oneOf: { en: 'one of {names}', zh: '{names} 之一' },
  noValue: { en: 'no value', zh: '没有取值' },
  values: { en: 'values to choose from, each once', zh: '可选的取值，每个只出现一次' },
  range: { en: '{min} to {max}', zh: '{min} 至 {max}' },
  ordered: { en: 'a least value that is not above the greatest', zh: '最小值不大于最大值' },
})

/** Something that cannot be in an ontology. */
export type OntologyProblem = {
  /** A JSON pointer: `/attributes/2/categories`. */
  readonly place: string
  readonly found: Message
  readonly expected: Message
}

/**
 * The first thing that makes an ontology one that nobody could label by; `null` where there is none: an id
 * that stands for two things, an attribute of a category that there is not, or one that no value fits.
 */
export function ontologyProblem({ categories, attributes }: Ontology): OntologyProblem | null {
  if (categories.length === 0) {
    return { place: '/categories', found: texts.noCategory, expected: texts.someCategory }
  }
  const ids = categories.map(({ id }) => id)
  const twice =
    doubled('/categories', ids) ??
    doubled(
      '/attributes',
      attributes.map(({ id }) => id),
    )
  if (twice !== null) return twice
  for (const [index, attribute] of attributes.entries()) {
    const stranger = (attribute.categories ?? []).find((id) => !ids.includes(id))
    if (stranger !== undefined) {
      const expected = texts.oneOf({ names: ids.join(', ') })
      return { place: `/attributes/${index}/categories`, found: verbatim(stranger), expected }
    }
    const wrong = typeProblem(attribute.type)
    if (wrong !== null) return { place: `/attributes/${index}/type`, ...wrong }
  }
  return null
}

function doubled(place: string, ids: readonly string[]): OntologyProblem | null {
  const index = ids.findIndex((id, at) => ids.indexOf(id) < at)
  if (index < 0) return null
  const found = texts.twice({ id: ids[index]! })
  return { place: `${place}/${index}/id`, found, expected: texts.each }
}

function typeProblem(type: AttributeType): Omit<OntologyProblem, 'place'> | null {
  if (type.kind === 'choice') {
    if (type.values.length === 0) return { found: texts.noValue, expected: texts.values }
    const twice = type.values.find((value, at) => type.values.indexOf(value) < at)
    return twice === undefined
      ? null
      : { found: texts.twice({ id: twice }), expected: texts.values }
  }
  if (type.kind === 'number' && type.min !== null && type.max !== null && type.min > type.max) {
    return { found: texts.range({ min: type.min, max: type.max }), expected: texts.ordered }
  }
  return null
}
