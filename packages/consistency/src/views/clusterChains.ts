import { type Cuboid, transformCuboid, type Vec3 } from '@trueline/geometry'
import type { ClipMoments } from './clipMoments.ts'
import type { Cluster, FrameGaps } from './frameGaps.ts'

/** From one frame to the next nothing that is followed without a model gets further. In meters. */
const STEP = 2.5

/** Points that look like an object in one frame. */
export type ChainLink = {
  readonly frame: number
  readonly cluster: Cluster
  /** Around them, in the world. */
  readonly inWorld: Cuboid
}

/** The same frame after frame, in frames that follow one another. */
export type ClusterChain = readonly ChainLink[]

/** What no box covers, followed from frame to frame by what is nearest; of so many points at least. */
export function clusterChains(
  gaps: readonly FrameGaps[],
  { moments, points }: { readonly moments: ClipMoments; readonly points: number },
): readonly ClusterChain[] {
  const last = followed.get(moments)
  const isAsLast =
    last?.points === points &&
    last.lists.length === gaps.length &&
    gaps.every(({ clusters }, frame) => clusters === last.lists[frame])
  if (isAsLast) return last.chains
  const chains = followedIn(gaps, { moments, points })
  followed.set(moments, { points, lists: gaps.map(({ clusters }) => clusters), chains })
  return chains
}

/** What was followed in each clip last: most edits change nothing of it. */
const followed = new WeakMap<
  ClipMoments,
  {
    readonly points: number
    readonly lists: readonly FrameGaps['clusters'][]
    readonly chains: readonly ClusterChain[]
  }
>()

function followedIn(
  gaps: readonly FrameGaps[],
  { moments, points }: { readonly moments: ClipMoments; readonly points: number },
): readonly ClusterChain[] {
  const done: ChainLink[][] = []
  let open: ChainLink[][] = []
  for (const [frame, gap] of gaps.entries()) {
    const next: ChainLink[][] = []
    const free = new Set(open)
    for (const link of linksOf(gap, frame, moments)) {
      if (link.cluster.pointCount < points) continue
      const chain = nearest(free, link.inWorld.center) ?? []
      free.delete(chain)
      chain.push(link)
      next.push(chain)
    }
    done.push(...free)
    open = next
  }
  return [...done, ...open]
}

/** An edit leaves most frames as they were: what was put into the world stays there. */
const links = new WeakMap<FrameGaps['clusters'], readonly ChainLink[]>()

function linksOf(
  { clusters }: FrameGaps,
  frame: number,
  { poses }: ClipMoments,
): readonly ChainLink[] {
  const known = links.get(clusters)
  if (known !== undefined) return known
  const pose = poses[frame] ?? null
  const made = clusters.map((cluster) => ({
    ...{ frame, cluster },
    inWorld: pose === null ? cluster.cuboid : transformCuboid(pose, cluster.cuboid),
  }))
  links.set(clusters, made)
  return made
}

function nearest(chains: ReadonlySet<ChainLink[]>, [x, y]: Vec3): ChainLink[] | null {
  let best: ChainLink[] | null = null
  let least = STEP * STEP
  for (const chain of chains) {
    const { center } = chain.at(-1)!.inWorld
    const [dx, dy] = [center[0] - x, center[1] - y]
    const away = dx * dx + dy * dy
    if (away >= least) continue
    best = chain
    least = away
  }
  return best
}

/** Thinner things are walls and hedges. In meters. */
const THICK = 1
/** What is small and gets no further may be a post. In meters. */
const MOVED = 1
const LARGE: ReadonlySet<string> = new Set(['car', 'van', 'truck', 'bus', 'trailer', 'tram'])

/** A chain is asked after every edit, and most edits change none. */
const categories = new WeakMap<ClusterChain, string>()

/** What a chain seems to be, of the default ontology: what most of its frames say. */
export function categoryOfChain(chain: ClusterChain): string {
  let category = categories.get(chain)
  if (category === undefined) {
    category = mostSaid(chain)
    categories.set(chain, category)
  }
  return category
}

function mostSaid(chain: ClusterChain): string {
  const counts = new Map<string, number>()
  for (const { cluster } of chain) {
    counts.set(cluster.category, (counts.get(cluster.category) ?? 0) + 1)
  }
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}

/** Whether a chain is no wall and no post: a vehicle is as thick as one in some frame, all else gets on. */
export function isRoadUser(chain: ClusterChain): boolean {
  if (LARGE.has(categoryOfChain(chain))) {
    return chain.some(
      ({ cluster: { cuboid } }) => Math.min(cuboid.extent[0], cuboid.extent[1]) >= THICK,
    )
  }
  const [first, last] = [chain[0]!, chain.at(-1)!].map(({ inWorld }) => inWorld.center)
  return Math.hypot(first![0] - last![0], first![1] - last![1]) >= MOVED
}
