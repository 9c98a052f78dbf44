import type { FileTree } from '../codec.ts'

/** The files of one sensor, in natural order. */
export type Series = {
  /** What tells it from the others: its folder, or its name inside its files' names. */
  readonly name: string
  readonly files: readonly SeriesFile[]
}

/** A file of a series, and the moment it names: what remains of its name without the sensor's. */
export type SeriesFile = { readonly path: string; readonly moment: string }

/** The sensors' files of a tree. */
export type SeriesFound = { readonly clouds: readonly Series[]; readonly images: readonly Series[] }

/** The names of files that may hold a sweep. */
export const CLOUD = /\.(pcd|bin|ply|las|laz|drc|npy|npz|feather)$/i
/** Text is a cloud where nothing else is. */
const TEXT_CLOUD = /\.csv$/i
const IMAGE = /\.(png|jpe?g|webp|bmp)$/i
/** `n015-2018-07-24__CAM_FRONT__1532402927612460.jpg`: the log, the sensor, the moment. */
const NAMED_SENSOR = /^(?:.*__)?([A-Za-z][A-Za-z0-9_]*?)__(\d+)$/

/** The sweeps and images of a tree by sensor: a folder each, or as nuScenes names its files. */
export function seriesIn(tree: FileTree): SeriesFound {
  const paths = tree.files.map(({ path }) => path)
  const clouds = group(paths, CLOUD)
  return {
    clouds: clouds.length > 0 ? clouds : group(paths, TEXT_CLOUD),
    images: group(paths, IMAGE),
  }
}

function group(paths: readonly string[], kind: RegExp): readonly Series[] {
  const found = new Map<string, SeriesFile[]>()
  for (const path of paths) {
    if (!kind.test(path)) continue
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const stem = path
      .slice(path.lastIndexOf('/') + 1)
      .replace(kind, '')
      .replace(/\.pcd$/i, '')
    const [, sensor, moment] = NAMED_SENSOR.exec(stem) ?? []
    const name = sensor === undefined ? folder : `${folder === '' ? '' : `${folder}/`}${sensor}`
    const files = found.get(name) ?? []
    files.push({ path, moment: moment ?? stem })
    found.set(name, files)
  }
  const { compare } = new Intl.Collator('en', { numeric: true })
  return [...found]
    .map(([name, files]) => ({
      name,
      files: files.toSorted((a, b) => compare(a.moment, b.moment) || compare(a.path, b.path)),
    }))
    .toSorted((a, b) => b.files.length - a.files.length || compare(a.name, b.name))
}
