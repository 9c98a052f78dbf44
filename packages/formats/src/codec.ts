import type { AnnotationRecord, Camera, Clip, Frame, Message, SensorId } from '@trueline/annotation'
import type { Sweep } from '@trueline/pointcloud'

/** The files given to an importer: a folder, an opened zip, or a single file. */
export type FileTree = {
  /** Every file, its path relative to the tree with `/` between the parts, sorted by path. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
  /**
   * A file's bytes, or the stretch of them asked for, cut at its end. The caller owns the array.
   *
   * @throws {Error} when there is no such file or it cannot be read.
   */
  readonly read: (
    path: string,
    range?: { readonly offset: number; readonly bytes: number },
  ) => Promise<Uint8Array>
}

/** A record or file that was left out, and why: enough to find and mend it. */
export type Refusal = {
  readonly file: string
  /** A line, row, JSON pointer or byte offset inside the file; empty for the whole of it. */
  readonly place: Message
  readonly found: Message
  readonly expected: Message
}

/** Something taken in that a person should know of: a header that lies, a size made positive. */
export type Notice = {
  readonly file: string
  readonly place: Message
  readonly message: Message
}

/** What an import took, left out and noticed. */
export type ImportReport = {
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
  /** What the reader thinks the customer may have meant, never applied by itself. */
  readonly suggestions: readonly Message[]
}

/** A frame whose sensors are still in the source; each is read when asked for, never kept. */
export type ImportedFrame = Omit<Frame, 'sweeps' | 'images'> & {
  readonly sweeps: readonly ImportedSweep[]
  readonly images: readonly ImportedImage[]
}

/** A sweep in the source. */
export type ImportedSweep = {
  readonly sensorId: SensorId
  readonly file: string
  /**
   * The sweep, in sensor space.
   *
   * @throws {BadInputError} when the file cannot be read as one.
   */
  readonly read: () => Promise<{ readonly sweep: Sweep; readonly notices: readonly Notice[] }>
}

/** An image in the source, its bytes as they are. */
export type ImportedImage = {
  readonly sensorId: SensorId
  readonly file: string
  readonly calibration: Pick<Camera, 'egoFromSensor' | 'model'> | null
  readonly read: () => Promise<Uint8Array>
}

/** What a codec read: a clip without its blobs, the records in it, and the report. */
export type ImportedClip = {
  readonly clip: Omit<Clip, 'id' | 'frames'> & { readonly frames: readonly ImportedFrame[] }
  /** Every track, cuboid and 2D box that was understood; cuboids in the ego space of their frame. */
  readonly records: readonly AnnotationRecord[]
  readonly report: ImportReport
}

/** How likely a tree is of a codec's format. */
export type Sniff = {
  /** 0: no; 1: certainly. */
  readonly score: number
  /** What was seen: `velodyne_points/data/*.bin beside image_02`. */
  readonly why: Message
}

/** What an importer may be told. */
export type ReadOptions = {
  /** The clip's name where the source has none. */
  readonly name: string
  /**
   * The clip the labels are for, where the tree holds labels alone: a label in a camera's space is
   * taken to the ego's by this clip's calibration. `null`: the tree must do.
   */
  readonly onto: Clip | null
}

/** What an exporter is given. Sensors are read when asked for, one at a time. */
export type ExportSource = {
  readonly clip: Clip
  /** Records to write; rejected cuboids are already left out. */
  readonly records: readonly AnnotationRecord[]
  readonly readSweep: (frame: number, sensorId: SensorId) => Promise<Sweep | null>
  readonly readImage: (frame: number, sensorId: SensorId) => Promise<Uint8Array | null>
}

/** A file to be written, its path relative to the target folder. */
export type OutputFile = { readonly path: string; readonly bytes: Uint8Array }

/** A field the target format cannot hold. */
export type Loss = {
  /** A record kind, or `clip`, `frame`, `sensor`. */
  readonly record: string
  readonly field: Message
  readonly count: number
  readonly why: Message
}

/** What an export writes and what it must leave behind. */
export type Exported = {
  /** Made one after the other, so that memory holds one at a time. */
  readonly files: AsyncIterable<OutputFile>
  readonly losses: readonly Loss[]
}

/** What an exporter may be told. */
export type WriteOptions = {
  /** Whether sweeps, images and calibration are written too, where the format holds them. */
  readonly withSensors: boolean
}

/** One format, both ways. */
export type Codec = {
  /** Short and stable: `kitti-object`. */
  readonly id: string
  readonly title: Message
  /** What it reads, in words: `labels, results, calibration, velodyne, image_2`. */
  readonly reads: Message
  /** What it writes; `null` for a format that is only read. */
  readonly writes: Message | null
  /** What it cannot do, a sentence each. */
  readonly limits: readonly Message[]
  /** How likely the tree is of this format; reads at most a few kilobytes of a few files. */
  readonly sniff: (tree: FileTree) => Promise<Sniff>
  /**
   * The clip in a tree. Good records come in beside refused ones.
   *
   * @throws {BadInputError} when nothing of it can be read.
   */
  readonly read: (tree: FileTree, options: ReadOptions) => Promise<ImportedClip>
  /** The labels in this format; unchanged ones equal in value to the source they came from. */
  readonly write: ((source: ExportSource, options: WriteOptions) => Exported) | null
}
