import { escapeXml } from '../xml/readXml.ts'
import type { BuiltMap } from './buildMap.ts'
import type { Tags } from './osm.ts'

/** A map as OSM's XML. */
export function printOsm({ nodes, ways, relations, projection }: BuiltMap): string {
  // How local_x and local_y are meant: readers of the format pass over it.
  const told = projection === null ? '' : ` projection="${escapeXml(projection)}"`
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<osm version="0.6" generator="trueline"${told}>`,
  ]
  for (const { id, latitude, longitude, tags } of nodes) {
    const start = `<node id="${id}" visible="true" version="1" lat="${latitude}" lon="${longitude}"`
    push(lines, start, { name: 'node', inner: tagLines(tags) })
  }
  for (const { id, nodes: refs, tags } of ways) {
    const inner = [...refs.map((ref) => `<nd ref="${escapeXml(ref)}"/>`), ...tagLines(tags)]
    push(lines, `<way id="${escapeXml(id)}" visible="true" version="1"`, { name: 'way', inner })
  }
  for (const { id, members, tags } of relations) {
    const inner = [
      ...members.map(({ type, ref, role }) => {
        return `<member type="${escapeXml(type)}" ref="${escapeXml(ref)}" role="${escapeXml(role)}"/>`
      }),
      ...tagLines(tags),
    ]
    push(lines, `<relation id="${escapeXml(id)}" visible="true" version="1"`, {
      name: 'relation',
      inner,
    })
  }
  lines.push('</osm>', '')
  return lines.join('\n')
}

function push(
  lines: string[],
  start: string,
  { name, inner }: { readonly name: string; readonly inner: readonly string[] },
): void {
  if (inner.length === 0) lines.push(`  ${start}/>`)
  else lines.push(`  ${start}>`, ...inner.map((line) => `    ${line}`), `  </${name}>`)
}

function tagLines(tags: Tags): readonly string[] {
  return Object.entries(tags).map(([k, v]) => `<tag k="${escapeXml(k)}" v="${escapeXml(v)}"/>`)
}
