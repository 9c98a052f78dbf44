import {
  type Lane,
  type LaneId,
  type Link,
  type LinkKind,
  linkId,
  type MapElement,
  type MapElementId,
  type MapElementKind,
  type MapShape,
} from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'

/** A lane as an import has it: proposed, forward, with nothing said but its middle. */
export function importedLane(id: LaneId, centerLine: Polyline, given: Partial<Lane> = {}): Lane {
  return {
    kind: 'lane',
    id,
    laneKind: 'driving',
    centerLine,
    isCenterDerived: false,
    left: null,
    right: null,
    direction: 'forward',
    turn: null,
    isInJunction: false,
    speedLimit: null,
    attributes: {},
    provenance: 'import',
    state: 'proposed',
    score: null,
    extras: {},
    ...given,
  }
}

/** A map element as an import has it: proposed, without paint. */
export function importedElement(
  id: MapElementId,
  what: { readonly elementKind: MapElementKind; readonly shape: MapShape },
  given: Partial<MapElement> = {},
): MapElement {
  return {
    kind: 'mapElement',
    id,
    ...what,
    marks: [],
    attributes: {},
    provenance: 'import',
    state: 'proposed',
    score: null,
    extras: {},
    ...given,
  }
}

/** A link as an import has it. */
export function importedLink(
  linkKind: LinkKind,
  ends: { readonly from: LaneId | MapElementId; readonly to: LaneId | MapElementId },
  given: Partial<Link> = {},
): Link {
  const { from, to } = ends
  return {
    kind: 'link',
    id: linkId(linkKind, from, to),
    linkKind,
    from,
    to,
    provenance: 'import',
    state: 'proposed',
    score: null,
    extras: {},
    ...given,
  }
}

/** The links without those that say the same again, in their order. */
export function distinctLinks(links: readonly Link[]): readonly Link[] {
  const seen = new Map<string, Link>()
  for (const link of links) if (!seen.has(link.id)) seen.set(link.id, link)
  return [...seen.values()]
}
