import { standardMapLines } from '@trueline/annotation'
import { type ExportSource, readStandardMap } from '@trueline/formats'
import {
  type LaneModel,
  type MapLine,
  type ProposedLanes,
  proposeLanes,
  type TrafficSide,
} from '@trueline/perception'
import { openSource } from '@trueline/server'
import { badInput } from '../badInput.ts'
import type { LabelledClip } from '../clips/labelledClip.ts'
import { labelsAlone } from '../clips/labelsAlone.ts'
import type { Progress } from '../progress.ts'
import { type DriveCanvas, driveCanvas } from './driveCanvas.ts'

/** How a clip's road is looked for. */
export type RoadRequest = {
  readonly model: LaneModel
  readonly frames: readonly number[]
  /** Middles of roads on a standard map, in the clip's world. */
  readonly map: readonly MapLine[]
  /** The side that traffic keeps to; `null`: as those who drove there tell. */
  readonly traffic: TrafficSide | null
  readonly progress: Progress
}

/** The road of a clip as proposals, ready to be written. */
export type ProposedRoad = ProposedLanes & {
  readonly source: ExportSource
  /** Pictures that were looked at, those that could not be read, and what laying out the ground took. */
  readonly ground: Pick<DriveCanvas, 'pictures' | 'refused' | 'ms'>
}

/**
 * Lanes, lines and links along a clip's drive.
 *
 * @throws {BadInputError} when no frame says where the ego was.
 */
export async function proposeRoad(
  source: LabelledClip,
  { model, frames, map, traffic, progress }: RoadRequest,
): Promise<ProposedRoad> {
  const { clip } = source
  if (frames.every((frame) => clip.frames[frame]?.worldFromEgo == null)) {
    throw badInput({ file: clip.name, found: 'no ego poses', expected: 'where the ego was' })
  }
  const { canvas, drive, paths, ...ground } = await driveCanvas(source, frames, progress)
  const proposed = await proposeLanes(
    model,
    {
      ...{ canvas, drive, map, paths, traffic, prefix: 'proposal' },
      onWindow: (done, all) => progress.at('looking for lanes', done, all),
    },
    () => performance.now(),
  )
  return { ...proposed, ground, source: labelsAlone(clip, proposed.records) }
}

/**
 * The standard map that a clip is looked at with: that of a file, else the one among its records.
 *
 * @throws {BadInputError} when the file tells no roads around the clip's drive.
 */
export async function standardMapOf(
  { clip, records }: LabelledClip,
  file: string | undefined,
): Promise<readonly MapLine[]> {
  if (file === undefined) return standardMapLines(records)
  const tree = await openSource(file)
  try {
    const { roads } = await readStandardMap(tree, { onto: clip, name: file })
    return roads
  } finally {
    await tree.close()
  }
}
