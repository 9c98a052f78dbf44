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
  /** Files that look like theirs but stand beside the ones read. */
  readonly passedOver: readonly string[]
}

const IMAGE = /\.(png|jpe?g|webp|bmp)$/i
const LABELS = /^(label_?2?|labels?|label_\d|results?|predictions?|preds?|detections?|data)$/i

/** The layout of a tree: `velodyne`, `image_2`, `calib`, `label_2`, or label files alone. */
export function objectLayoutOf(tree: FileTree): ObjectLayout {
  const paths = tree.files.map(({ path }) => path)
  const inFolder = (name: RegExp, file: RegExp): readonly string[] =>
    paths.filter((path) => name.test(parentOf(path)) && file.test(nameOf(path)))
  const sweeps = inFolder(/^velodyne/i, /\.(bin|pcd)$/i)
  const calibrations = inFolder(/^calib/i, /\.txt$/i)
  const texts = paths.filter((path) => /\.txt$/i.test(path) && !calibrations.includes(path))
  const labelled = texts.filter((path) => LABELS.test(parentOf(path)))
  const isBare = labelled.length === 0
  const labels = isBare ? texts.filter(isFrameFile) : labelled
  // Labels before results: what people made is what the folder is of.
  const folders = [...new Set(labels.map(folderOf))].toSorted(
    (a, b) => Number(/label/i.test(b)) - Number(/label/i.test(a)),
  )
  const own = labels.filter((path) => folderOf(path) === folders[0])
  const images = new Map(
    ['2', '3', '0', '1'].flatMap((digit) => {
      const found = inFolder(new RegExp(`^image_0?${digit}$`, 'i'), IMAGE)
      return found.length === 0 ? [] : [[digit, byStem(found)] as const]
    }),
  )
  const all = [sweeps, own, calibrations, ...[...images.values()].map((map) => [...map.values()])]
  return {
    frames: [...new Set(all.flat().map(stemOf))].toSorted(byFrameName),
    sweeps: byStem(sweeps),
    images,
    calibrations: byStem(calibrations),
    labels: byStem(own),
    passedOver: labels.filter((path) => folderOf(path) !== folders[0]),
  }
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
