import type { Link, MapElement } from '@trueline/annotation'
import type { Ways } from './buildWays.ts'
import type { OsmMember, OsmRelation } from './osm.ts'
import { elementIdOf } from './readWays.ts'

/** Regulatory elements, and which of them each lane or crossing is ruled by. */
export type Regulations = {
  readonly relations: readonly OsmRelation[]
  readonly of: ReadonlyMap<string, readonly string[]>
}

/** What regulatory elements are made of. */
type Parts = {
  readonly links: readonly Link[]
  readonly elements: ReadonlyMap<string, MapElement>
  readonly ways: Ways
  /** Lanes and crossings that are written, with the regulatory elements that ruled over them before. */
  readonly ruledBefore: ReadonlyMap<string, readonly string[]>
  readonly kept: readonly OsmRelation[]
  readonly freshId: () => string
}

/**
 * The regulatory elements that say all `controls` links of lights, signs and stop lines: those of the
 * source where their links are all there, new ones for the rest.
 */
export function buildRegulations(parts: Parts): Regulations {
  const { links, elements, ways, ruledBefore, kept } = parts
  const rules = links.filter(
    ({ linkKind, from, to }) => linkKind === 'controls' && ways.has(from) && ruledBefore.has(to),
  )
  const left = new Set(rules.map(({ from, to }) => `${from} ${to}`))
  const partOf = links.filter(({ linkKind }) => linkKind === 'belongsTo')
  const of = new Map<string, readonly string[]>()
  const relations: OsmRelation[] = []
  for (const relation of kept) {
    const members = relation.members.filter(
      (one) => one.type !== 'way' || ways.has(elementIdOf(one.ref)),
    )
    relations.push({ ...relation, members })
    const controllers = members.filter(isController).map(({ ref }) => elementIdOf(ref))
    for (const [id, before] of ruledBefore) {
      if (!before.includes(relation.id)) continue
      if (!controllers.every((from) => rules.some((one) => one.from === from && one.to === id)))
        continue
      of.set(id, [...(of.get(id) ?? []), relation.id])
      for (const from of controllers) left.delete(`${from} ${id}`)
    }
  }
  const fresh = new Map<string, { readonly from: string; readonly over: string[] }>()
  for (const { from, to } of rules) {
    if (!left.has(`${from} ${to}`)) continue
    // A stop line of a light is named by the light's own.
    const light = partOf.find((one) => one.from === from && left.has(`${one.to} ${to}`))
    if (light !== undefined) continue
    const one = fresh.get(from) ?? { from, over: [] }
    one.over.push(to)
    fresh.set(from, one)
  }
  for (const { from, over } of fresh.values()) {
    const id = parts.freshId()
    const stopLines = partOf.filter((one) => one.to === from && ways.has(one.from))
    relations.push({
      id,
      members: [
        wayMember(
          from,
          elements.get(from)?.elementKind === 'stopLine' ? 'ref_line' : 'refers',
          ways,
        ),
        ...stopLines.map((one) => wayMember(one.from, 'ref_line', ways)),
      ],
      tags: { type: 'regulatory_element', subtype: subtypeOf(elements.get(from)) },
    })
    for (const lane of over) of.set(lane, [...(of.get(lane) ?? []), id])
  }
  return { relations, of }
}

function isController({ type, role }: OsmMember): boolean {
  return type === 'way' && (role === 'refers' || role === 'ref_line')
}

function wayMember(element: string, role: string, ways: Ways): OsmMember {
  return { type: 'way', ref: ways.get(element)?.id ?? '', role }
}

function subtypeOf(element: MapElement | undefined): string {
  switch (element?.elementKind) {
    case 'trafficLight':
      return 'traffic_light'
    case 'stopLine':
      return 'right_of_way'
    default:
      return 'traffic_sign'
  }
}
