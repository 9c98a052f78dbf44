import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { type AnnotationRecord, type Clip, clipId, type SensorId } from '@trueline/annotation'
import { fixedOnto, type Refusal } from '@trueline/formats'
import { IDENTITY_POSE } from '@trueline/geometry'
import { type Sweep, timesOfPoints, unpackSweep } from '@trueline/pointcloud'
import {
  checkRecords,
  labelsOnto,
  openSource,
  readSource,
  UnknownClipError,
} from '@trueline/server'
import { exportSourceOf } from '../exportSource.ts'
import { mayHoldClips, openClips } from './openClips.ts'

/** A clip with its labels, stored or read from a path. */
export type LabelledClip = {
  readonly clip: Clip
  readonly records: readonly AnnotationRecord[]
  /** A sweep's points in sensor space, and when each was seen; `null` where there is none. */
  readonly readPoints: (frame: number, sensorId: SensorId) => Promise<TimedPoints | null>
  /** A picture's bytes as they are; `null` where there is none. */
  readonly readImage: (frame: number, sensorId: SensorId) => Promise<Uint8Array | null>
  /** What was left out of the labels; sweeps and pictures that cannot be read are added as they are met. */
  readonly refused: readonly Refusal[]
  readonly close: () => Promise<void>
}

/** N × 4 rows of x, y, z, intensity, and N seconds after the frame's time where the source has them. */
export type TimedPoints = Pick<Sweep, 'points' | 'timeOffset'>

/** What to open. */
export type LabelledClipPlace = {
  /** The id or name of a stored clip, or a path. */
  readonly named: string
  readonly dataDir: string
  /** The clip whose frames the labels are for; `null`: they are a clip of their own. */
  readonly onto: Clip | null
}

/**
 * The clip with this name, or at this path.
 *
 * @throws {UnknownClipError} when there is neither.
 * @throws {BadInputError} when what is at the path cannot be read.
 */
export async function openLabelledClip(place: LabelledClipPlace): Promise<LabelledClip> {
  const { named, dataDir } = place
  // Where nothing was ever stored, no database is made to look it up in.
  const isOnlyPath = isPath(named) || (existsSync(named) && !mayHoldClips(dataDir))
  const stored = isOnlyPath ? null : await openStored(place)
  return stored ?? openPath(place)
}

async function openStored({
  named,
  dataDir,
  onto,
}: LabelledClipPlace): Promise<LabelledClip | null> {
  const clips = await openClips({ dataDir, isReadOnly: true })
  try {
    const { clip, records, readBlob } = await clips.open(await clips.find(named))
    return {
      ...placed({ clip, records }, { onto, file: named }),
      readPoints: async (frame, sensorId) => {
        const sweep = clip.frames[frame]?.sweeps.find((one) => one.sensorId === sensorId)
        if (sweep === undefined) return null
        const points = unpackSweep(await readBlob(sweep.range), sweep.sections)
        if (sweep.turnTimesUs === undefined) return { points, timeOffset: null }
        const inSensor = { times: sweep.turnTimesUs, egoFromSensor: IDENTITY_POSE }
        return { points, timeOffset: timesOfPoints(points, inSensor) }
      },
      readImage: async (frame, sensorId) => {
        const image = clip.frames[frame]?.images.find((one) => one.sensorId === sensorId)
        return image === undefined ? null : readBlob(image.range)
      },
      close: () => clips.close(),
    }
  } catch (error) {
    await clips.close()
    if (error instanceof UnknownClipError && existsSync(named)) return null
    throw error
  }
}

async function openPath({ named, onto }: LabelledClipPlace): Promise<LabelledClip> {
  const tree = await openSource(named)
  try {
    const { imported } = await readSource(tree, { format: null, onto })
    const checked = checkRecords(imported.records, {
      file: tree.name,
      frames: imported.clip.frames.length,
    })
    const unread: Refusal[] = []
    const { clip, records, readSweep, readImage } = exportSourceOf(
      { clip: imported.clip, records: checked.records },
      (refusal) => unread.push(refusal),
    )
    const labels = placed({ clip, records }, { onto, file: tree.name })
    unread.push(...tree.refused, ...imported.report.refused, ...checked.refused, ...labels.refused)
    return {
      ...labels,
      refused: unread,
      readPoints: readSweep,
      readImage,
      close: () => tree.close(),
    }
  } catch (error) {
    await tree.close()
    throw error
  }
}

/** Labels on the frames they are for: found by name, or by index where no name is shared. */
function placed(
  { clip, records }: Pick<LabelledClip, 'clip' | 'records'>,
  { onto, file }: { readonly onto: Clip | null; readonly file: string },
): Pick<LabelledClip, 'clip' | 'records' | 'refused'> {
  if (onto === null) return { clip, records, refused: [] }
  let made = 0
  const { patch, refused } = labelsOnto(
    onto,
    {
      // A camera that only one of the two has is no fault of theirs.
      records: records.filter(({ kind }) => kind !== 'box2d'),
      frameNames: clip.frames.map(({ name }) => name),
      file,
    },
    { nextNumber: 1, newId: () => `placed-${made++}` },
  )
  const { worldOrigin } = clip
  const fixed = fixedOnto(onto, { records, worldOrigin, file }, () => `placed-${made++}`)
  return {
    clip: { ...onto, id: clipId('unstored') },
    records: [...patch.flatMap(({ after }) => (after === null ? [] : [after])), ...fixed.added],
    refused: [...refused, ...fixed.refused],
  }
}

/** Whether it can only be meant as a path: a clip’s name has no separator in it. */
export function isPath(named: string): boolean {
  return existsSync(named) && (isAbsolute(named) || /[/\\]/.test(named) || /^\.+$/.test(named))
}
