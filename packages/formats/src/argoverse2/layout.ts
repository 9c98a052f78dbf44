import type { FileTree } from '../codec.ts'

/** Where the files of one log are. */
export type Layout = {
  /** The log's folder with a `/` behind it; empty for the tree itself. */
  readonly root: string
  /** The file of labels; `null` where there is none. */
  readonly labels: string | null
  readonly poses: string | null
  /** The archive of lanes; `null` where there is none. */
  readonly map: string | null
  readonly extrinsics: string | null
  readonly intrinsics: string | null
  /** Sweeps by their time in nanoseconds. */
  readonly sweeps: ReadonlyMap<string, string>
  /** By camera, images by their time in nanoseconds. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Folders of further logs, which are not read. */
  readonly otherRoots: readonly string[]
  /** Further files of boxes. */
  readonly otherLabels: readonly string[]
}

const PARTS =
  /^(.*?)(?:annotations\.feather|city_SE3_egovehicle\.feather|calibration\/[^/]+\.feather|map\/log_map_archive_[^/]*\.json|sensors\/lidar\/\d+\.feather|sensors\/cameras\/[^/]+\/\d+\.(?:jpe?g|png))$/

/** The log in a tree, or a file of boxes alone; `null` where there is neither. */
export function layoutOf(tree: FileTree): Layout | null {
  const roots = new Set<string>()
  for (const { path } of tree.files) {
    const root = PARTS.exec(path)?.[1]
    if (root !== undefined) roots.add(root)
  }
  const loose = tree.files.filter(({ path }) => /^[^/]*\.feather$/.test(path))
  const [root, ...otherRoots] = roots.size > 0 ? [...roots] : loose.length > 0 ? [''] : []
  if (root === undefined) return null
  const own = new Map(
    tree.files
      .filter(({ path }) => path.startsWith(root))
      .map(({ path }) => [path.slice(root.length), path] as const),
  )
  const boxes = [...own.keys()].filter((path) => /^[^/]+\.feather$/.test(path) && !isKnown(path))
  const labels = own.get('annotations.feather') ?? own.get(boxes[0] ?? '') ?? null
  return {
    root,
    labels,
    poses: own.get('city_SE3_egovehicle.feather') ?? null,
    map: mapIn(own),
    extrinsics: own.get('calibration/egovehicle_SE3_sensor.feather') ?? null,
    intrinsics: own.get('calibration/intrinsics.feather') ?? null,
    ...sensorFiles(own),
    otherRoots,
    otherLabels: boxes.flatMap((path) => (own.get(path) === labels ? [] : [root + path])),
  }
}

function mapIn(own: ReadonlyMap<string, string>): string | null {
  const archive = /^map\/log_map_archive_[^/]*\.json$/
  return [...own].find(([path]) => archive.test(path))?.[1] ?? null
}

function isKnown(path: string): boolean {
  return ['annotations.feather', 'city_SE3_egovehicle.feather', 'flow_labels.feather'].includes(
    path,
  )
}

function sensorFiles(own: ReadonlyMap<string, string>): Pick<Layout, 'sweeps' | 'images'> {
  const sweeps = new Map<string, string>()
  const images = new Map<string, Map<string, string>>()
  for (const [path, file] of own) {
    const sweep = /^sensors\/lidar\/(\d+)\.feather$/.exec(path)?.[1]
    if (sweep !== undefined) sweeps.set(sweep, file)
    const [, camera, time] = /^sensors\/cameras\/([^/]+)\/(\d+)\.\w+$/.exec(path) ?? []
    if (camera === undefined || time === undefined) continue
    images.set(camera, (images.get(camera) ?? new Map<string, string>()).set(time, file))
  }
  return { sweeps, images }
}
