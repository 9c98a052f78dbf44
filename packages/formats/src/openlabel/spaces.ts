import type { Clip, Json } from '@trueline/annotation'
import { compose, IDENTITY_POSE, invert, type Pose } from '@trueline/geometry'
import { below, isObject, type JsonObject, type JsonPlace, objectAt } from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { streamNames } from './streams.ts'
import { decodeTransform } from './transformData.ts'

/** The coordinate systems of a document. */
export type Spaces = {
  /** The one taken as the ego's space. */
  readonly ego: string
  /** The one taken as the world; `null` where there is none. */
  readonly world: string | null
  /** Those of a frame, whose own transforms go before the document's. */
  readonly at: (frameProperties: Json | undefined, place: JsonPlace) => FrameSpaces
}

/** The coordinate systems of one frame. */
export type FrameSpaces = {
  /** A system in the ego's space; the ego's own for the empty name; `null` where no way leads there. */
  readonly egoFrom: (system: string) => Pose | null
  readonly worldFromEgo: Pose | null
}

type Link = { readonly from: string; readonly to: string; readonly toFromFrom: Pose }

/**
 * The tree of `coordinate_systems`: `pose_wrt_parent` takes a child's points to its parent's.
 *
 * The ego is the `local_cs`, or else a system of such a name; without one the clip the labels are for
 * tells where its sensors are, or else the first lidar is the ego.
 */
export function readSpaces(
  root: JsonObject,
  args: { readonly file: string; readonly onto: Clip | null; readonly report: OpenReport },
): Spaces {
  const { file, onto, report } = args
  const place = { file, pointer: '/openlabel/coordinate_systems' }
  const systems = isObject(root.coordinate_systems) ? root.coordinate_systems : {}
  const typeOf = (name: string): string => {
    const system = systems[name]
    return isObject(system) && typeof system.type === 'string' ? system.type : ''
  }
  const names = Object.keys(systems)
  const local = names.find((name) => /^local/i.test(typeOf(name)))
  const links = names.flatMap((name) => {
    const link = tryOr(report, () => linkToParent(systems[name], name, below(place, name)))
    return link ? [link] : []
  })
  const lidars = streamNames(root, 'lidar')
  const named = names.find((name) => /ego|vehicle|^base/i.test(name))
  const ontoLinks = local === undefined && named === undefined ? linksOnto(onto, lidars) : []
  const world =
    names.find((name) => /^scene/i.test(typeOf(name))) ??
    names.find(
      (name) => name !== local && name !== named && /^(geo|world|map|odom|global|utm)/i.test(name),
    ) ??
    null
  const ego = local ?? named ?? (ontoLinks.length > 0 ? ONTO_EGO : (lidars[0] ?? world ?? 'ego'))
  // Where no system is declared, lidars share the one space there is (Kognic's reference frame).
  const shared = names.length > 0 || ontoLinks.length > 0 ? [] : lidars
  const sharedLinks = shared.map((from): Link => ({ from, to: ego, toFromFrom: IDENTITY_POSE }))
  return {
    ego,
    world,
    at: (properties, framePlace) => {
      const own = frameLinks(properties, { place: framePlace, report })
      const all = [...own, ...links, ...ontoLinks, ...sharedLinks]
      const found = new Map<string, Pose | null>()
      const egoFrom = (system: string): Pose | null => {
        const known = found.get(system)
        if (known !== undefined) return known
        const pose = way(all, system === '' ? ego : system, ego)
        found.set(system, pose)
        return pose
      }
      return { egoFrom, worldFromEgo: world === null ? null : way(all, ego, world) }
    },
  }
}

/** No system of a document is called so. */
const ONTO_EGO = '\u0000ego'

function linksOnto(onto: Clip | null, lidars: readonly string[]): readonly Link[] {
  if (onto === null) return []
  const links = onto.sensors.map(
    ({ id, egoFromSensor }): Link => ({ from: id, to: ONTO_EGO, toFromFrom: egoFromSensor }),
  )
  const theirs = onto.sensors.filter(({ modality }) => modality === 'lidar')
  const [only] = theirs
  // One lidar on each side is the same lidar, whatever it is called.
  if (theirs.length !== 1 || lidars.length !== 1 || only === undefined) return links
  return [...links, { from: lidars[0] ?? '', to: ONTO_EGO, toFromFrom: only.egoFromSensor }]
}

function linkToParent(value: Json | undefined, name: string, place: JsonPlace): Link | null {
  const system = objectAt(value, place)
  const { parent, pose_wrt_parent: pose } = system
  if (typeof parent !== 'string' || parent === '' || pose === undefined) return null
  return {
    from: name,
    to: parent,
    toFromFrom: decodeTransform(pose, below(place, 'pose_wrt_parent')),
  }
}

function frameLinks(
  properties: Json | undefined,
  { place, report }: { readonly place: JsonPlace; readonly report: OpenReport },
): readonly Link[] {
  const transforms = isObject(properties) ? properties.transforms : undefined
  if (!isObject(transforms)) return []
  return Object.entries(transforms).flatMap(([name, value]) => {
    const link = tryOr(report, (): Link | null => {
      const at = below(place, 'transforms', name)
      const { src, dst, transform_src_to_dst: data } = objectAt(value, at)
      if (typeof src !== 'string' || typeof dst !== 'string') return null
      const toFromFrom = decodeTransform(data, below(at, 'transform_src_to_dst'))
      return { from: src, to: dst, toFromFrom }
    })
    return link ? [link] : []
  })
}

/** `toFromFrom` along the shortest way; of two links between the same systems the earlier counts. */
function way(links: readonly Link[], from: string, to: string): Pose | null {
  const found = new Map<string, Pose>([[from, IDENTITY_POSE]])
  for (const [here, hereFromStart] of found) {
    if (here === to) return hereFromStart
    for (const link of links) {
      if (link.from === here && !found.has(link.to)) {
        found.set(link.to, compose(link.toFromFrom, hereFromStart))
      }
      if (link.to === here && !found.has(link.from)) {
        found.set(link.from, compose(invert(link.toFromFrom), hereFromStart))
      }
    }
  }
  return null
}
