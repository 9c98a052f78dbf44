import type { Frame, ImageRef, SweepRef } from '@trueline/annotation'
import {
  BadInputError,
  type ImportedFrame,
  type ImportedImage,
  type ImportedSweep,
  type Notice,
  type Refusal,
  readImageHeader,
  refusalOf,
  sharedTexts,
  WHOLE,
} from '@trueline/formats'
import { packSweep, turnTimesOf } from '@trueline/pointcloud'
import type { PackTicket, PackWriter } from '../blobs/packWriter.ts'
import { importTexts } from './importTexts.ts'

/** Where sweeps and images go; in packs of their own, as they are read at different times. */
export type PackWriters = { readonly sweeps: PackWriter; readonly images: PackWriter }

/** What became of the frames' sensors. */
export type PackedFrames = {
  /** The frames with their references; call only once the writers have finished. */
  readonly frames: () => readonly Frame[]
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
  /** Sweeps and images that were read. */
  readonly readCount: number
}

type Pending<Ref> = Omit<Ref, 'range'> & { readonly ticket: PackTicket }
type Report = { readonly refused: Refusal[]; readonly notices: Notice[] }

/** Reads that are under way while one is packed: enough to keep the disk busy, few in memory. */
const AHEAD = 3

/**
 * Reads every sweep and image and puts them into packs, one after the other.
 *
 * A sweep or image that cannot be read is refused; its frame stays, without it, so that the labels of
 * the clip keep their places.
 */
export async function packFrames(
  frames: readonly ImportedFrame[],
  writers: PackWriters,
  onFrame: (done: number) => void,
): Promise<PackedFrames> {
  const report: Report = { refused: [], notices: [] }
  const reads = readAhead(
    frames.flatMap(({ sweeps, images }) => [
      ...sweeps.map((source) => () => readSweep(source)),
      ...images.map((source) => () => readImage(source)),
    ]),
  )
  const packed: { sweeps: Pending<SweepRef>[]; images: Pending<ImageRef>[] }[] = []
  let readCount = 0
  for (const frame of frames) {
    const sweeps: Pending<SweepRef>[] = []
    const images: Pending<ImageRef>[] = []
    for (let count = frame.sweeps.length + frame.images.length; count > 0; count--) {
      const read = await reads.next()
      report.notices.push(...read.notices)
      if (read.kind === 'refused') report.refused.push(read.refusal)
      else readCount += 1
      if (read.kind === 'sweep')
        sweeps.push(await packSweepOf(read, writers.sweeps, report.notices))
      if (read.kind === 'image') {
        images.push({ ...read.image, ticket: await writers.images.append(read.bytes) })
      }
    }
    packed.push({ sweeps, images })
    onFrame(packed.length)
  }
  return {
    frames: () =>
      frames.map((frame, index) => ({
        ...frame,
        sweeps: packed[index]!.sweeps.map(({ ticket, ...sweep }) => ({
          ...sweep,
          range: writers.sweeps.rangeOf(ticket),
        })),
        images: packed[index]!.images.map(({ ticket, ...image }) => ({
          ...image,
          range: writers.images.rangeOf(ticket),
        })),
      })),
    ...report,
    readCount,
  }
}

type Read =
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly notices: readonly Notice[] }
  | SweepRead
  | {
      readonly kind: 'image'
      readonly image: Omit<ImageRef, 'range'>
      readonly bytes: Uint8Array
      readonly notices: readonly Notice[]
    }
type SweepRead = {
  readonly kind: 'sweep'
  readonly source: ImportedSweep
  readonly sweep: Awaited<ReturnType<ImportedSweep['read']>>['sweep']
  readonly notices: readonly Notice[]
}

async function packSweepOf(
  { source, sweep }: SweepRead,
  writer: PackWriter,
  notices: Notice[],
): Promise<Pending<SweepRef>> {
  const { bytes, sections, pointCount, droppedCount } = packSweep(sweep)
  const file = source.file
  if (droppedCount > 0) {
    const message = importTexts.notFinite({ count: droppedCount })
    notices.push({ file, place: WHOLE, message })
  }
  if (pointCount === 0) {
    notices.push({ file, place: WHOLE, message: importTexts.noPoints })
  }
  const turnTimesUs = turnTimesOf(sweep)
  return {
    sensorId: source.sensorId,
    pointCount,
    sections,
    ...(turnTimesUs === null ? {} : { turnTimesUs }),
    ticket: await writer.append(bytes),
  }
}

async function readSweep(source: ImportedSweep): Promise<Read> {
  try {
    const { sweep, notices } = await source.read()
    return { kind: 'sweep', source, sweep, notices }
  } catch (error) {
    return refusedRead(source.file, error)
  }
}

async function readImage({ sensorId, file, calibration, read }: ImportedImage): Promise<Read> {
  try {
    const bytes = await read()
    const header = readImageHeader(bytes)
    if (header === null) {
      const found =
        bytes.length === 0 ? sharedTexts.emptyFile : sharedTexts.otherBytes({ count: bytes.length })
      throw new BadInputError({ file, place: WHOLE, found, expected: sharedTexts.image })
    }
    return { kind: 'image', image: { sensorId, calibration, ...header }, bytes, notices: [] }
  } catch (error) {
    return refusedRead(file, error)
  }
}

/** The refusal of a file that could not be read, for whatever reason the disk or the codec gave. */
function refusedRead(file: string, error: unknown): Read {
  return { kind: 'refused', refusal: refusalOf(error, file), notices: [] }
}

/** Runs the reads in order, a few at a time ahead of what is taken. They must not reject. */
function readAhead(reads: readonly (() => Promise<Read>)[]): {
  readonly next: () => Promise<Read>
} {
  const started: Promise<Read>[] = []
  let at = 0
  return {
    next: () => {
      while (started.length < AHEAD && at < reads.length) started.push(reads[at++]!())
      const first = started.shift()
      if (first === undefined) throw new Error('More reads were taken than given')
      // The next read starts now, while this one is packed.
      if (at < reads.length) started.push(reads[at++]!())
      return first
    },
  }
}
