import type { FileTree } from '../codec.ts'
import { byFrameName, folderOf, nameOf, stemOf } from './paths.ts'

/** The files of a KITTI object folder by frame name. */
export type ObjectLayout = {
  /** In order. */
  readonly frames: readonly string[]
  readonly sweeps: ReadonlyMap<string, string>
  /** By camera digit: 2 left color, 3 right color. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly calibrations: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, string>
  /** Label files that stand beside the ones read. */
  readonly passedOver: readonly string[]
  /** Further splits, such as `testing` beside `training`, whose frames have the same numbers. */
  readonly otherSplits: readonly string[]
}

const IMAGE = /\.(png|jpe?g|webp|bmp)$/i
const LABELS = /^(label_?2?|labels?|label_\d|results?|predictions?|preds?|detections?|data)$/i

type Part = 'sweeps' | 'calibrations' | 'images' | 'labels'
type Found = { readonly part: Part; readonly path: string }

/**
 * The layout of a tree: `velodyne`, `image_2`, `calib`, `label_2` below one folder or, as the benchmark's
 * archives unpack, below folders of one name; or label files alone.
 */
export function objectLayoutOf(tree: FileTree): ObjectLayout {
  const found = partsOf(tree.files.map(({ path }) => path))
  const bySplit = new Map<string, Found[]>()
  for (const file of found) {
    const split = splitOf(file.path)
    const files = bySplit.get(split)
    if (files) files.push(file)
    else bySplit.set(split, [file])
  }
  const partCount = (split: string): number =>
    new Set(bySplit.get(split)?.map(({ part }) => part)).size
  const [split = '', ...others] = [...bySplit.keys()].toSorted(
    (a, b) => partCount(b) - partCount(a),
  )
  const own = bySplit.get(split) ?? []
  const isOf = (part: Part, files: readonly Found[]): readonly string[] =>
    files.filter((file) => file.part === part).map(({ path }) => path)
  // Results lie in folders of their own.
  const loose = others.filter((other) => bySplit.get(other)?.every(({ part }) => part === 'labels'))
  const inSplit = isOf('labels', own)
  const inOthers = loose.flatMap((other) => isOf('labels', bySplit.get(other) ?? []))
  const labels = inSplit.length > 0 ? inSplit : inOthers
  // Labels before results: what people made is what the folder is of.
  const folders = [...new Set(labels.map(folderOf))].toSorted(
    (a, b) => Number(/label/i.test(b)) - Number(/label/i.test(a)),
  )
  const read = labels.filter((path) => folderOf(path) === folders[0])
  const wasRead = new Set(read)
  const images = new Map(
    ['2', '3', '0', '1'].flatMap((digit) => {
      const files = isOf('images', own).filter((path) => parentOf(path).endsWith(digit))
      return files.length === 0 ? [] : [[digit, byStem(files)] as const]
    }),
  )
  const sensors = own.filter(({ part }) => part !== 'labels').map(({ path }) => path)
  return {
    frames: [...new Set([...sensors, ...read].map(stemOf))].toSorted(byFrameName),
    sweeps: byStem(isOf('sweeps', own)),
    images,
    calibrations: byStem(isOf('calibrations', own)),
    labels: byStem(read),
    passedOver: isOf('labels', found).filter((path) => !wasRead.has(path)),
    otherSplits: others.filter((other) => !loose.includes(other)),
  }
}

function partsOf(paths: readonly string[]): readonly Found[] {
  const hasLabelFolder = paths.some((path) => /\.txt$/i.test(path) && LABELS.test(parentOf(path)))
  return paths.flatMap((path): readonly Found[] => {
    const folder = parentOf(path)
    const name = nameOf(path)
    if (/^velodyne/i.test(folder) && /\.(bin|pcd)$/i.test(name)) return [{ part: 'sweeps', path }]
    if (/^image_0?[0-3]$/i.test(folder) && IMAGE.test(name)) return [{ part: 'images', path }]
    if (!/\.txt$/i.test(name)) return []
    if (/^calib/i.test(folder)) return [{ part: 'calibrations', path }]
    const isLabel = hasLabelFolder ? LABELS.test(folder) : isFrameFile(path)
    return isLabel ? [{ part: 'labels', path }] : []
  })
}

/** The folder a part's folder lies in, by its name: `training` of `a/training/velodyne/1.bin`. */
function splitOf(path: string): string {
  return path.split('/').at(-3) ?? ''
}

function isFrameFile(path: string): boolean {
  return /\d/.test(stemOf(path)) && !/calib|timestamps|readme|imagesets/i.test(path)
}

function parentOf(path: string): string {
  return path.split('/').at(-2) ?? ''
}

/** Paths by stem; of two of a stem the first in order is taken. */
function byStem(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.toReversed().map((path) => [stemOf(path), path]))
}
