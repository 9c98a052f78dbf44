import { describe, expect, it } from 'vitest'
import { defaultOntology } from './defaultOntology.ts'
import type { AttributeType, Ontology } from './ontology.ts'
import { ontologyProblem } from './ontologyProblem.ts'

const withType = (type: AttributeType): Ontology => {
  const [attribute] = defaultOntology.attributes
  return { ...defaultOntology, attributes: [{ ...attribute!, type }] }
}

describe('what is wrong with an ontology', () => {
  it('is nothing of ours, nor where bounds meet or are open', () => {
    expect(ontologyProblem(defaultOntology)).toBeNull()
    for (const [min, max] of [
      [1, 1],
      [null, -5],
      [5, null],
    ] as const) {
      expect(ontologyProblem(withType({ kind: 'number', min, max }))).toBeNull()
    }
  })

  it('is told by its place: an attribute twice, a value twice, bounds the wrong way round', () => {
    const [attribute] = defaultOntology.attributes
    const twice = { ...defaultOntology, attributes: [attribute!, attribute!] }
    expect(ontologyProblem(twice)).toMatchObject({ place: '/attributes/1/id' })
    for (const type of [
      { kind: 'choice', values: ['a', 'b', 'a'] },
      { kind: 'number', min: 1, max: 0 },
    ] as const) {
      expect(ontologyProblem(withType(type))).toMatchObject({ place: '/attributes/0/type' })
    }
  })
})
