import { compose, IDENTITY_POSE, invert, mix, type Pose, slerp } from '@trueline/geometry'
import type { Transform } from './messages.ts'

/** Where frames of reference stood in each other, as transforms told. */
export type FrameTree = {
  /** `targetFromSource` at a time; `null` where no transforms lead from one to the other. */
  readonly at: (target: string, source: string, stampNs: bigint) => Pose | null
  /** The farthest frame above one that transforms which never change lead to. */
  readonly rigidRoot: (frame: string) => string
  /** The farthest frame above one. */
  readonly root: (frame: string) => string
  readonly has: (frame: string) => boolean
}

type Stamped = { readonly stampNs: bigint; readonly pose: Pose }
type Edge = { readonly parent: string; readonly isStatic: boolean; readonly poses: Stamped[] }

/** Chains are never longer; a ring of transforms ends there. */
const LONGEST_CHAIN = 64

/** The tree of some transforms; between two times a frame is taken to move evenly. */
export function frameTreeOf(
  transforms: readonly (Transform & { readonly isStatic: boolean })[],
): FrameTree {
  const edges = new Map<string, Edge>()
  for (const { child, header, parentFromChild, isStatic } of transforms) {
    const known = edges.get(child)
    const edge: Edge =
      known?.parent === header.frameId ? known : { parent: header.frameId, isStatic, poses: [] }
    // One parent a frame: the first that is told stays, as in tf2.
    if (known === undefined) edges.set(child, edge)
    else if (known !== edge) continue
    edge.poses.push({ stampNs: header.stampNs, pose: parentFromChild })
  }
  for (const { poses } of edges.values()) {
    poses.sort((a, b) => (a.stampNs < b.stampNs ? -1 : a.stampNs > b.stampNs ? 1 : 0))
  }
  const chain = (frame: string): readonly string[] => {
    const above = [frame]
    for (let at = edges.get(frame); at && above.length < LONGEST_CHAIN; at = edges.get(at.parent)) {
      if (above.includes(at.parent)) break
      above.push(at.parent)
    }
    return above
  }
  const upTo = (frames: readonly string[], count: number, stampNs: bigint): Pose =>
    frames.slice(0, count).reduce((frameFromStart, frame) => {
      const edge = edges.get(frame)
      return edge ? compose(poseAt(edge, stampNs), frameFromStart) : frameFromStart
    }, IDENTITY_POSE)
  return {
    at: (target, source, stampNs) => {
      const [up, down] = [chain(source), chain(target)]
      const shared = up.findIndex((frame) => down.includes(frame))
      if (shared < 0) return null
      const sharedFromSource = upTo(up, shared, stampNs)
      const sharedFromTarget = upTo(down, down.indexOf(up[shared] ?? ''), stampNs)
      return compose(invert(sharedFromTarget), sharedFromSource)
    },
    rigidRoot: (frame) => {
      const frames = chain(frame)
      return frames.find((one) => edges.get(one)?.isStatic !== true) ?? frame
    },
    root: (frame) => chain(frame).at(-1) ?? frame,
    has: (frame) => edges.has(frame) || [...edges.values()].some(({ parent }) => parent === frame),
  }
}

function poseAt({ isStatic, poses }: Edge, stampNs: bigint): Pose {
  const last = poses.at(-1)?.pose ?? IDENTITY_POSE
  if (isStatic) return last
  let low = 0
  let high = poses.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (poses[middle]!.stampNs < stampNs) low = middle + 1
    else high = middle
  }
  const [before, after] = [poses[low - 1], poses[low]]
  if (!before || !after) return after?.pose ?? before?.pose ?? last
  const ratio = Number(stampNs - before.stampNs) / Number(after.stampNs - before.stampNs)
  return {
    translation: mix(before.pose.translation, after.pose.translation, ratio),
    rotation: slerp(before.pose.rotation, after.pose.rotation, ratio),
  }
}
