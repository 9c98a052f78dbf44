import type { FileTree } from '../codec.ts'
import { byFrameName, folderOf, nameOf, stemOf } from './paths.ts'

/** The files of a raw drive by frame name. */
export type RawLayout = {
  /** The drive's folder, with its slash; empty at the top. */
  readonly root: string
  /** Drives beside it, which are not read. */
  readonly otherRoots: readonly string[]
  /** In order. */
  readonly frames: readonly string[]
  readonly sweeps: ReadonlyMap<string, string>
  /** By camera digit, 0 to 3. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly oxts: ReadonlyMap<string, string>
  readonly labels: readonly string[]
  readonly tracklets: string | null
  readonly labelMap: string | null
  /** By name: `calib_cam_to_cam.txt`, …; beside the drive or above it. */
  readonly calibrations: ReadonlyMap<string, string>
  /** `timestamps.txt` by folder: `velodyne_points`, `image_02`, `oxts`. */
  readonly timestamps: ReadonlyMap<string, string>
}

const DATA = /^(.*?)(velodyne_points|image_0\d|oxts)\/(?:data\/)?([^/]+)$/i
const FRAME_FILE = /^\d+\.(bin|pcd|png|jpe?g|webp|bmp|txt)$/i

/** The layout of a tree that holds a raw drive, or a `tracklet_labels.xml` alone; `null` for others. */
export function rawLayoutOf(tree: FileTree): RawLayout | null {
  const paths = tree.files.map(({ path }) => path)
  const parts = paths.flatMap((path) => {
    const match = DATA.exec(path)
    const [, root = '', folder = '', name = ''] = match ?? []
    return match ? [{ path, root, folder: folder.toLowerCase(), name }] : []
  })
  const isTracklets = (path: string): boolean => /(^|\/)tracklet_labels\.xml$/i.test(path)
  const roots = [
    ...new Set([...parts.map(({ root }) => root), ...paths.filter(isTracklets).map(folderOf)]),
  ].toSorted()
  const root = roots.find((one) => parts.some((part) => part.root === one)) ?? roots[0]
  if (root === undefined) return null
  const own = parts.filter((part) => part.root === root)
  const inFolder = (folder: string): ReadonlyMap<string, string> =>
    new Map(
      own
        .filter((part) => part.folder === folder && FRAME_FILE.test(part.name))
        .map(({ path, name }) => [stemOf(name), path]),
    )
  const sweeps = new Map([...inFolder('velodyne_points')].filter(([, path]) => isCloud(path)))
  const images = new Map(
    // The left color camera first.
    ['2', '3', '0', '1'].flatMap((digit) => {
      const found = inFolder(`image_0${digit}`)
      return found.size === 0 ? [] : [[digit, found] as const]
    }),
  )
  const below = paths.filter((path) => path.startsWith(root))
  const names = [sweeps, ...images.values()].flatMap((files) => [...files.keys()])
  return {
    root,
    otherRoots: roots.filter((one) => one !== root),
    frames: [...new Set(names)].toSorted(byFrameName),
    sweeps,
    images,
    oxts: inFolder('oxts'),
    labels: below.filter((path) => /(^|\/)label_2\/[^/]+\.txt$/i.test(path)),
    tracklets: below.find(isTracklets) ?? null,
    labelMap: below.find((path) => nameOf(path) === 'label_map.json') ?? null,
    calibrations: new Map(
      // The nearest folder last, so that it wins.
      paths
        .filter((path) => /^calib_.*\.txt$/i.test(nameOf(path)) && root.startsWith(folderOf(path)))
        .toSorted((a, b) => a.length - b.length)
        .map((path) => [nameOf(path).toLowerCase(), path]),
    ),
    timestamps: new Map(
      own
        .filter(({ name }) => name.toLowerCase() === 'timestamps.txt')
        .map(({ path, folder }) => [folder, path]),
    ),
  }
}

function isCloud(path: string): boolean {
  return /\.(bin|pcd)$/i.test(path)
}
