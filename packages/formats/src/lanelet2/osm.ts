import { type OpenReport, tryOr } from '../refuse.ts'
import { numberOfXml, textOfXml, type XmlElement, type XmlPlace } from '../xml/readXml.ts'
import { lanelet2Texts as say } from './lanelet2Texts.ts'

/** Tags by key. */
export type Tags = { readonly [key: string]: string }

/** A node as the file has it, its numbers as printed. */
export type OsmNode = {
  readonly id: string
  readonly latitude: string
  readonly longitude: string
  readonly tags: Tags
}

/** Nodes in a row. */
export type OsmWay = { readonly id: string; readonly nodes: readonly string[]; readonly tags: Tags }

/** A member of a relation. */
export type OsmMember = { readonly type: string; readonly ref: string; readonly role: string }

/** What belongs together, and as what. */
export type OsmRelation = {
  readonly id: string
  readonly members: readonly OsmMember[]
  readonly tags: Tags
}

/** The content of an OSM file by id, what is marked as deleted left out. */
export type OsmFile = {
  readonly nodes: ReadonlyMap<string, OsmNode>
  readonly ways: ReadonlyMap<string, OsmWay>
  readonly relations: ReadonlyMap<string, OsmRelation>
}

/** What an OSM file holds; parts without an id or a number are refused for themselves. */
export function readOsm(root: XmlElement, file: string, report: OpenReport): OsmFile {
  const at = (place: XmlPlace['place']): XmlPlace => ({ file, place })
  const idOf = (element: XmlElement): string => element.attributes.id ?? ''
  const each = <Item extends { readonly id: string }>(
    name: string,
    read: (element: XmlElement) => Item,
  ): ReadonlyMap<string, Item> => {
    const items = new Map<string, Item>()
    for (const element of root.children(name)) {
      if (element.attributes.action === 'delete' || element.attributes.visible === 'false') continue
      const item = tryOr(report, () => read(element))
      if (item !== null) items.set(item.id, item)
    }
    return items
  }
  const nodes = each('node', (element): OsmNode => {
    const place = at(say.node({ id: idOf(element) }))
    numberOfXml(element, 'lat', place)
    numberOfXml(element, 'lon', place)
    const { lat = '', lon = '' } = element.attributes
    const id = textOfXml(element, 'id', place)
    return { id, latitude: lat.trim(), longitude: lon.trim(), tags: tagsOf(element) }
  })
  const ways = each('way', (element): OsmWay => {
    const place = at(say.way({ id: idOf(element) }))
    return {
      id: textOfXml(element, 'id', place),
      nodes: element.children('nd').map((one) => textOfXml(one, 'ref', place)),
      tags: tagsOf(element),
    }
  })
  const relations = each('relation', (element): OsmRelation => {
    const place = at(say.relation({ type: 'relation', id: idOf(element) }))
    return {
      id: textOfXml(element, 'id', place),
      members: element.children('member').map((one) => ({
        type: textOfXml(one, 'type', place),
        ref: textOfXml(one, 'ref', place),
        role: one.attributes.role ?? '',
      })),
      tags: tagsOf(element),
    }
  })
  return { nodes, ways, relations }
}

function tagsOf(element: XmlElement): Tags {
  return Object.fromEntries(
    element
      .children('tag')
      .flatMap(({ attributes: { k, v } }) => (k === undefined ? [] : [[k, v ?? '']])),
  )
}
