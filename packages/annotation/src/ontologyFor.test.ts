import { describe, expect, it } from 'vitest'
import { defaultOntology, KNOWN_CATEGORIES } from './defaultOntology.ts'
import { meaningOf, ontologyFor } from './ontologyFor.ts'
import { ontologySchema } from './schema/clipSchema.ts'

/** The category of ours whose colour and size a source's name got, or `null`. */
function meant(name: string): string | null {
  const [category] = ontologyFor([name]).categories
  const ours = defaultOntology.categories.find(
    ({ color, typicalExtent }) =>
      color === category?.color && typicalExtent === category.typicalExtent,
  )
  return ours?.id ?? null
}

describe('ontologyFor', () => {
  it.each([
    ['Car', 'car'],
    ['VEHICLE.CAR', 'car'],
    ['REGULAR_VEHICLE', 'car'],
    ['vehicle.emergency.police', 'car'],
    ['vehicle.bus.bendy', 'bus'],
    ['SCHOOL_BUS', 'bus'],
    ['LARGE_VEHICLE', 'truck'],
    ['BOX_TRUCK', 'truck'],
    ['vehicle.construction', 'construction_vehicle'],
    ['VEHICULAR_TRAILER', 'trailer'],
    ['Tram', 'tram'],
    ['Rider', 'cyclist'],
    ['MOTORCYCLIST', 'cyclist'],
    ['vehicle.motorcycle', 'motorcycle'],
    ['Motor', 'motorcycle'],
    ['Person_sitting', 'person_sitting'],
    ['human.pedestrian.adult', 'pedestrian'],
    ['Person', 'pedestrian'],
    ['movable_object.trafficcone', 'traffic_cone'],
    ['TrafficCone', 'traffic_cone'],
    ['CONSTRUCTION_CONE', 'traffic_cone'],
    ['static_object.bicycle_rack', 'misc'],
    ['DontCare', 'misc'],
    ['STOP_SIGN', 'sign'],
    ['BOLLARD', 'pole'],
    ['Scaraboid', null],
    ['carpet', null],
    ['', null],
  ])('takes %j for %j', (name, id) => {
    expect(meant(name)).toBe(id)
    expect(meaningOf(name)).toBe(id)
  })

  it('keeps the spelling and the order of the source, each once', () => {
    const { categories } = ontologyFor(['Van', 'Car', 'Van'])
    expect(categories.map(({ id, label }) => [id, label.en, label.zh])).toEqual([
      ['Van', 'Van', '面包车'],
      ['Car', 'Car', '小汽车'],
    ])
  })

  it('labels two categories that mean one of ours by their own names', () => {
    const { categories } = ontologyFor(['car', 'Car', 'vehicle.bus.bendy', '怪物'])
    expect(categories.map(({ label }) => label.en)).toEqual([
      'car',
      'Car',
      'vehicle.bus.bendy',
      '怪物',
    ])
    expect(categories.map(({ label }) => label.zh)).toEqual([
      '小汽车（car）',
      '小汽车（Car）',
      '公交车（vehicle.bus.bendy）',
      '怪物',
    ])
  })
})

describe('the default ontology', () => {
  it('is a valid one, with unlike ids and colours', () => {
    expect(ontologySchema.parse(JSON.parse(JSON.stringify(defaultOntology)))).toEqual(
      defaultOntology,
    )
    const { categories } = defaultOntology
    expect(new Set(categories.map(({ id }) => id)).size).toBe(categories.length)
    expect(new Set(categories.map(({ color }) => color)).size).toBe(categories.length)
  })

  it('has each alias for one category only', () => {
    const aliases = KNOWN_CATEGORIES.flatMap((known) => [...known.aliases, ...known.vagueAliases])
    expect(aliases.filter((alias, index) => aliases.indexOf(alias) !== index)).toEqual([])
  })

  it('takes people and animals for soft, all else for rigid', () => {
    const soft = defaultOntology.categories.filter(({ isRigid }) => !isRigid).map(({ id }) => id)
    expect(soft).toEqual(['cyclist', 'pedestrian', 'person_sitting', 'animal'])
  })
})
