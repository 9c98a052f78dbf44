import {
  type Annotations,
  type Clip,
  mapElementsOf,
  shownRecords,
  standardMapLines,
} from '@trueline/annotation'
import { framesAlong, pathsDriven, regionAlong } from '@trueline/perception'
import { proxy, wrap } from 'comlink'
import type { Answer } from './answered.ts'
import { withPictures } from './canvas.ts'
import type {
  DriveToPropose,
  FoundRoad,
  LaneStep,
  LanesAsked,
  LanesService,
} from './lanes.service.ts'

/** Lanes being looked for; giving them up ends their worker. */
export type RunningLanes = {
  readonly found: Promise<Answer<FoundRoad>>
  readonly stop: () => void
}

/** Begins to look for lanes along a drive, in a worker of its own. */
export function startLanes(asked: LanesAsked, progress: (at: LaneStep) => void): RunningLanes {
  const worker = new Worker(new URL('./lanes.worker.ts', import.meta.url), { type: 'module' })
  const found = wrap<LanesService>(worker).propose(asked, proxy(progress))
  return {
    found: found.finally(() => worker.terminate()),
    stop: () => worker.terminate(),
  }
}

/**
 * The drive of a clip: its frames with a pose and points, who drove where, and its standard map; `noPoses` where no frame
 * says where the ego was, `noPoints` where none that does has points.
 */
export function driveToPropose(
  clip: Clip,
  annotations: Annotations,
  prefix: string,
): DriveToPropose | 'noPoses' | 'noPoints' {
  if (clip.frames.every(({ worldFromEgo }) => worldFromEgo === null)) return 'noPoses'
  const seen = [...clip.frames.keys()].filter((index) => clip.frames[index]!.sweeps.length > 0)
  const along = framesAlong(clip, seen)
  if (along.length === 0) return 'noPoints'
  return {
    frames: withPictures(
      clip,
      annotations,
      along.map(({ frame }) => frame),
    ),
    region: regionAlong(along.map(({ pose }) => pose)),
    paths: pathsDriven(clip, shownRecords(annotations)),
    map: standardMapLines(mapElementsOf(annotations)),
    prefix,
  }
}
