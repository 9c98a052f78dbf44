import { type Json, type TrackId, trackId } from '@trueline/annotation'

/** The codec's id, and its key in extras. */
export const OPENLABEL = 'openlabel'

/** The track of an object. */
export function trackIdOf(uid: string): TrackId {
  return trackId(`${OPENLABEL}:${uid}`)
}

/** Whether an object is KITTI's region to be ignored, as the VCD converter writes it. */
export function isIgnoreRegion(uid: string, type: string): boolean {
  return uid === '-1' || /^don.?t.?care$/i.test(type)
}

/** Whether an object is the recording vehicle itself. */
export function isEgoObject(uid: string, type: string): boolean {
  return uid === '-2' || /^ego.?(car|vehicle)?$/i.test(type)
}

/** The type of an object; one is made up where it says none. */
export function typeOf(type: Json | undefined): string {
  return typeof type === 'string' && type !== '' ? type : 'Unknown'
}
