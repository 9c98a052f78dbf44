import type { FileTree } from '../codec.ts'
import { byFrameName, nameOf, stemOf } from './paths.ts'

/** The files of one sequence of the tracking benchmark. */
export type SequenceLayout = {
  /** Its number as text: `0012`. */
  readonly sequence: string
  readonly others: readonly string[]
  readonly labels: readonly string[]
  readonly calibration: string | null
  /** By frame name. */
  readonly sweeps: ReadonlyMap<string, string>
  /** By camera digit, then frame name. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Frame names of the sensors, in order. */
  readonly frames: readonly string[]
}

const IN_SEQUENCE = /(?:^|\/)(velodyne|image_0[23])\/(\d+)\/(\d+)\.(bin|pcd|png|jpe?g)$/i

/**
 * The first sequence of a tree: `label_02/0012.txt`, `calib/0012.txt`, `velodyne/0012/000000.bin`, or
 * label files alone, whose names end with the sequence's number; `null` where there is no label file.
 */
export function sequenceLayoutOf(tree: FileTree): SequenceLayout | null {
  const paths = tree.files.map(({ path }) => path)
  const isCalibration = (path: string): boolean => /(^|\/)calib[^/]*\/[^/]+\.txt$/i.test(path)
  const labels = paths.filter(
    (path) =>
      /\.(txt|csv)$/i.test(path) &&
      !isCalibration(path) &&
      !/(^|\/)(oxts|velodyne[^/]*|image_\d+)\//i.test(path) &&
      !/calib|timestamps|readme|seqmap/i.test(nameOf(path)),
  )
  const folders = labels.filter((path) => /(^|\/)label_02\//i.test(path))
  const own = folders.length > 0 ? folders : labels
  const sequences = [...new Set(own.map(sequenceOf))].toSorted(byFrameName)
  const [sequence] = sequences
  if (sequence === undefined) return null
  const sensors = paths.flatMap((path) => {
    const [, folder = '', number = '', frame = ''] = IN_SEQUENCE.exec(path) ?? []
    return number === sequence ? [{ path, folder: folder.toLowerCase(), frame }] : []
  })
  const inFolder = (folder: string): ReadonlyMap<string, string> =>
    new Map(sensors.filter((one) => one.folder === folder).map(({ frame, path }) => [frame, path]))
  const images = new Map(
    ['2', '3'].flatMap((digit) => {
      const found = inFolder(`image_0${digit}`)
      return found.size === 0 ? [] : [[digit, found] as const]
    }),
  )
  const calibrations = paths.filter(isCalibration)
  return {
    sequence,
    others: sequences.slice(1),
    labels: own.filter((path) => sequenceOf(path) === sequence),
    calibration:
      calibrations.find((path) => stemOf(path) === sequence) ??
      (calibrations.length === 1 ? (calibrations[0] ?? null) : null),
    sweeps: inFolder('velodyne'),
    images,
    frames: [...new Set(sensors.map(({ frame }) => frame))].toSorted(byFrameName),
  }
}

/** The digits a file's name ends with, or else its whole name. */
function sequenceOf(path: string): string {
  return /(\d+)$/.exec(stemOf(path))?.[1] ?? stemOf(path)
}
