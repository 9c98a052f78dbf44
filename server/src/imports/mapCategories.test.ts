import { defaultOntology, ontologyFor, type Track, trackId, verbatim } from '@trueline/annotation'
import type { ImportedClip } from '@trueline/formats'
import { describe, expect, it } from 'vitest'
import { mapCategories } from './mapCategories.ts'

const track = (id: string, category: string): Track => ({
  ...{ kind: 'track', id: trackId(id), category, number: 1, attributes: {}, isStatic: null },
  ...{ extent: null, provenance: 'import', extras: {} },
})

const NAMES = ['PKW', 'Pkw_geparkt', 'Car', 'Tram']

const imported: ImportedClip = {
  clip: {
    ...{ name: 'clip', frames: [], sensors: [], worldOrigin: [0, 0, 0], format: 'x', extras: {} },
    ontology: ontologyFor(NAMES),
  },
  records: NAMES.map((name, index) => track(String(index), name)),
  report: { refused: [], notices: [], suggestions: [verbatim('one of the codec')] },
}

describe('a mapping of categories', () => {
  it('renames records and leaves the clip each category once, ours as we have it', () => {
    const mapping = { PKW: 'car', Pkw_geparkt: 'car', Ghost: 'bus' }
    const mapped = mapCategories(imported, { mapping, file: 'm.json', ontology: null })
    expect(mapped.records.map((record) => 'category' in record && record.category)).toEqual([
      'car',
      'car',
      'Car',
      'Tram',
    ])
    expect(mapped.clip.ontology.categories.map(({ id }) => id)).toEqual(['car', 'Car', 'Tram'])
    expect(mapped.clip.ontology.categories[0]).toEqual(
      defaultOntology.categories.find(({ id }) => id === 'car'),
    )
    expect(mapped.report.notices).toMatchObject([
      { file: 'm.json', place: { en: '/categories/Ghost' } },
    ])
    expect(mapped.report.suggestions).toEqual([verbatim('one of the codec')])
  })

  it('suggests one for a category that means nothing to us, or that the clip lacks', () => {
    const told = { mapping: {}, file: '' }
    const alone = mapCategories(imported, { ...told, ontology: null })
    expect(alone.records).toBe(imported.records)
    expect(alone.report.suggestions.slice(1).map(({ en }) => en)).toEqual([
      expect.stringMatching(/^1 labels have the category PKW/),
      expect.stringMatching(/^1 labels have the category Pkw_geparkt/),
    ])
    const onto = mapCategories(imported, { ...told, ontology: ontologyFor(['PKW', 'Car']) })
    expect(onto.report.suggestions).toHaveLength(3)
  })

  it('suggests the category of an ontology that means the same, where only one does', () => {
    const categoriesOf = (...names: string[]) => ontologyFor(names)
    const told = { mapping: {}, file: '' }
    const one = mapCategories(imported, { ...told, ontology: categoriesOf('Auto', 'car', 'bus') })
    expect(one.unknown).toEqual([
      { id: 'PKW', count: 1, meant: null },
      { id: 'Pkw_geparkt', count: 1, meant: null },
      { id: 'Car', count: 1, meant: 'car' },
      { id: 'Tram', count: 1, meant: null },
    ])
    expect(one.report.suggestions.at(-2)!.en).toContain('{"categories":{"Car":"car"}}')
    const two = mapCategories(imported, { ...told, ontology: categoriesOf('car', 'sedan', 'tram') })
    expect(two.unknown.map(({ id, meant }) => [id, meant]).slice(2)).toEqual([
      ['Car', null],
      ['Tram', 'tram'],
    ])
  })

  it('is refused where it names a category there is not', () => {
    const told = { mapping: { PKW: 'hovercraft' }, file: 'm.json', ontology: null }
    expect(() => mapCategories(imported, told)).toThrow(
      /m\.json, \/categories\/PKW: found hovercraft, expected one of car, van/,
    )
  })
})
