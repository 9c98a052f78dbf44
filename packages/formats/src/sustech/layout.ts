import type { FileTree } from '../codec.ts'

/** Where the files of one SUSTechPOINTS scene are, by frame name. */
export type Layout = {
  /** The scene's folder with a `/` behind it; empty for the tree itself. */
  readonly root: string
  readonly labels: ReadonlyMap<string, string>
  readonly sweeps: ReadonlyMap<string, string>
  readonly poses: ReadonlyMap<string, string>
  /** Calibration files by camera name. */
  readonly calibrations: ReadonlyMap<string, string>
  /** By camera name, then by frame name. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Every frame name, in order. */
  readonly frames: readonly string[]
  /** Folders of further scenes in the tree, which are not read. */
  readonly otherRoots: readonly string[]
}

const PARTS: readonly [part: keyof Found, pattern: RegExp][] = [
  ['labels', /^(.*?)label\/([^/]+)\.json$/],
  ['sweeps', /^(.*?)lidar\/([^/]+)\.pcd$/],
  ['poses', /^(.*?)ego_pose\/([^/]+)\.json$/],
  ['calibrations', /^(.*?)calib\/camera\/([^/]+)\.json$/],
]
const IMAGE = /^(.*?)camera\/([^/]+)\/([^/]+)\.(?:jpe?g|png|bmp|webp)$/i

type Found = {
  readonly labels: Map<string, string>
  readonly sweeps: Map<string, string>
  readonly poses: Map<string, string>
  readonly calibrations: Map<string, string>
  readonly images: Map<string, Map<string, string>>
}

/** The scene in a tree; `null` where nothing lies as SUSTechPOINTS lays it. */
export function layoutOf(tree: FileTree): Layout | null {
  const foundByRoot = new Map<string, Found>()
  for (const { path } of tree.files) sortIn(foundByRoot, path)
  const [first, ...others] = [...foundByRoot].filter(
    ([, { labels, sweeps }]) => labels.size + sweeps.size > 0,
  )
  if (first === undefined) return looseLabels(tree)
  const [root, found] = first
  return { root, ...found, frames: framesOf(found), otherRoots: others.map(([other]) => other) }
}

function sortIn(foundByRoot: Map<string, Found>, path: string): void {
  const inRoot = (root: string): Found => {
    const found = foundByRoot.get(root) ?? emptyFound()
    foundByRoot.set(root, found)
    return found
  }
  const [, root = '', camera = '', frame = ''] = IMAGE.exec(path) ?? []
  if (camera !== '') {
    const { images } = inRoot(root)
    images.set(camera, (images.get(camera) ?? new Map<string, string>()).set(frame, path))
    return
  }
  for (const [part, pattern] of PARTS) {
    const match = pattern.exec(path)
    if (match === null) continue
    const files = inRoot(match[1] ?? '')[part]
    if (part !== 'images') (files as Map<string, string>).set(match[2] ?? '', path)
    return
  }
}

/** Label files given without their folder. */
function looseLabels(tree: FileTree): Layout | null {
  const found = emptyFound()
  for (const { path } of tree.files) {
    const name = /([^/]+)\.json$/.exec(path)?.[1]
    if (name !== undefined && name !== 'desc') found.labels.set(name, path)
  }
  if (found.labels.size === 0) return null
  return { root: '', ...found, frames: framesOf(found), otherRoots: [] }
}

function emptyFound(): Found {
  return {
    labels: new Map(),
    sweeps: new Map(),
    poses: new Map(),
    calibrations: new Map(),
    images: new Map(),
  }
}

/** The order of frames by name, numbers in them by their value. */
export const byNumber = new Intl.Collator('en', { numeric: true })

function framesOf({ labels, sweeps }: Found): readonly string[] {
  return [...new Set([...sweeps.keys(), ...labels.keys()])].toSorted(byNumber.compare)
}
