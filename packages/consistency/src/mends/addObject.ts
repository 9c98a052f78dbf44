import {
  type CuboidRecord,
  cuboidId,
  cuboidsOf,
  isShown,
  meaningOf,
  nextNumber,
  type Ontology,
  patchOf,
  resize,
  type Track,
  trackId,
  trackOf,
} from '@trueline/annotation'
import { type Cuboid, fromYaw, invert, transformCuboid, type Vec3, yawOf } from '@trueline/geometry'
import { limitsFor } from '../settings.ts'
import { type ClusterChain, categoryOfChain, clusterChains } from '../views/clusterChains.ts'
import { frameGapsOf } from '../views/frameGaps.ts'
import type { Mend, MendContext } from './mend.ts'

/** Takes what has no label into the document: as a model proposes it, else around its points. */
export const addObject: Mend = ({ tracks: [id], frames, place }, context) => {
  const { annotations, proposals } = context
  if (id === undefined) return place === undefined ? [] : addSeen({ place, frames }, context)
  const track = proposals === null ? undefined : trackOf(proposals.annotations, id)
  if (track === undefined || proposals === null) return []
  if (trackOf(annotations, track.id) !== undefined) return []
  const cuboids = cuboidsOf(proposals.annotations, track.id).filter(isShown)
  return patchOf(annotations, [{ ...track, number: nextNumber(annotations) }, ...cuboids])
}

/** A track of one size around points that no box is around: the largest that frames show, by what is seen. */
function addSeen(
  { place, frames }: { readonly place: Cuboid; readonly frames: readonly number[] },
  context: MendContext,
): ReturnType<Mend> {
  const { annotations, clusters, moments, ontology, settings } = context
  const { points } = limitsFor(settings, 'E8', { name: '', meaning: null })
  const count = moments.times.length
  const gaps = frameGapsOf({ annotations, proposals: null, clusters, count }, null)
  const chain = clusterChains(gaps, { moments, points }).find(
    (one) => one[0]!.frame === frames[0] && isAt(one[0]!.cluster.cuboid, place),
  )
  const category = chain === undefined ? null : categoryIn(ontology, categoryOfChain(chain))
  if (chain === undefined || category === null) return []
  const number = nextNumber(annotations)
  // Told apart from one that was added and deleted before by where it begins.
  const name = [number, chain[0]!.frame, ...place.center.map((value) => Math.round(value * 100))]
  const track: Track = {
    ...{ kind: 'track', id: trackId(`seen-${name.join('-')}`), category, number },
    ...{ attributes: {}, isStatic: null, provenance: 'refit', extras: {} },
    extent: extentOf(chain),
  }
  return patchOf(annotations, [track, ...cuboidsAround(chain, { track, context })])
}

function isAt({ center: a }: Cuboid, { center: b }: Cuboid): boolean {
  return a.every((value, axis) => value === b[axis])
}

function cuboidsAround(
  chain: ClusterChain,
  { track, context: { moments } }: { readonly track: Track; readonly context: MendContext },
): readonly CuboidRecord[] {
  const extent = extentOf(chain)
  const yaw = headingOf(chain)
  return chain.map(({ frame, cluster, inWorld }): CuboidRecord => {
    const pose = moments.poses[frame] ?? null
    const turned = { ...inWorld, rotation: fromYaw(yaw) }
    const inEgo = pose === null ? turned : transformCuboid(invert(pose), turned)
    const { center, rotation } = resize(inEgo, extent, 'nearest')
    return {
      ...{ kind: 'cuboid', id: cuboidId(track.id, frame), trackId: track.id, frame },
      ...{ center, extent, rotation, attributes: {}, score: null, proposal: null, extras: {} },
      ...{ provenance: 'refit', state: 'added', pointCount: cluster.pointCount },
    }
  })
}

/** What is not seen to get further than this shows its heading by its shape alone. In meters. */
const MOVES = 2

/** Where it goes; where it stands, along the longer side of what shows most. */
function headingOf(chain: ClusterChain): number {
  const [from, to] = [chain[0]!.inWorld.center, chain.at(-1)!.inWorld.center]
  const [x, y] = [to[0] - from[0], to[1] - from[1]]
  if (Math.hypot(x, y) > MOVES) return Math.atan2(y, x)
  const area = ({ extent }: Cuboid): number => extent[0] * extent[1]
  const best = chain.reduce((a, b) => (area(b.inWorld) > area(a.inWorld) ? b : a))
  return yawOf(best.inWorld.rotation)
}

function extentOf(chain: ClusterChain): Vec3 {
  const side = (axis: 0 | 1 | 2): number =>
    Math.max(...chain.map(({ cluster }) => cluster.cuboid.extent[axis]))
  return [side(0), side(1), side(2)]
}

/** The clip's category that means one of the default ontology; `null` for none. */
function categoryIn({ categories }: Ontology, meaning: string): string | null {
  const same = categories.find(({ id }) => id === meaning || meaningOf(id) === meaning)
  return same?.id ?? null
}
