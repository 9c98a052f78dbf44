import { type ClipTrack, TRACKING_DEFAULTS, trackClip, trackForward } from '@trueline/perception'
import {
  type Drive,
  readDrive,
  type Spread,
  scoresOf,
  spreadsOf,
  thinned,
} from '../../apps/cli/src/testing/trackedDrive.ts'
import { sharedData } from '../sharedData.ts'
import { type Figure, quantile, timeEach } from './figure.ts'

/**
 * What following a clip's detections from both ends gains over following them forward: on a real drive
 * with somebody else's detections, all of them and every second one. None where it is absent.
 */
export async function trackFigures(): Promise<readonly Figure[]> {
  const folder = sharedData('clips', 'kitti_drive0005_openlabel')
  if (folder === null) return []
  const drive = await readDrive(folder)
  const halved = { ...drive, frames: thinned(drive.frames) }
  const times = await timeEach(() => trackClip(drive.frames, TRACKING_DEFAULTS), {
    runs: 5,
    warmUps: 1,
  })
  return [
    ...comparedFigures('drive 0005', drive),
    ...comparedFigures('drive 0005, half of the detections', halved),
    ...spreadFigures(spreadsOf(drive, trackClip(drive.frames, TRACKING_DEFAULTS))),
    {
      name: 'drive 0005: tracking',
      value: quantile(times, 0.5) / drive.frames.length,
      unit: 'ms a frame',
      ...{ against: null, wanted: '', isMet: null },
    },
  ]
}

function comparedFigures(name: string, drive: Drive): readonly Figure[] {
  const scores = (tracks: readonly ClipTrack[]) => scoresOf(drive, tracks).tracking
  const refined = scores(trackClip(drive.frames, TRACKING_DEFAULTS))
  const forward = scores(trackForward(drive.frames, TRACKING_DEFAULTS))
  const figure = (key: 'hota' | 'idSwitches' | 'fragmentations', wanted: string): Figure => {
    const [value, floor] = [refined[key] ?? 0, forward[key] ?? 0]
    // Of none nothing can be fewer.
    const isFewer = floor === 0 && value === 0 ? null : value < floor
    const isMet = key === 'hota' ? value > floor : isFewer
    const against = { name: 'forward only', value: floor }
    return { name: `${name}: ${key}`, value, unit: '', against, wanted, isMet }
  }
  return [figure('hota', 'more'), figure('idSwitches', 'fewer'), figure('fragmentations', 'fewer')]
}

/** The drive's poses drift by 3 cm a meter, so that what stands still is spread in the world. */
function spreadFigures(spreads: readonly Spread[]): readonly Figure[] {
  const figure = (key: 'inWorld' | 'off', name: string): Figure => {
    const value = quantile(
      spreads.map((spread) => spread[key]),
      0.5,
    )
    const limit = { wanted: '<= 0.2', isMet: value <= 0.2 }
    return { name: `drive 0005: parked cars, ${name}`, value, unit: 'm', against: null, ...limit }
  }
  return [
    figure('inWorld', 'median spread in the world'),
    figure('off', 'median spread about their labels'),
  ]
}
