import type { Clip, Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { plainText } from '../plainText.ts'

/** The codec's id. */
export const WAYMO_V2 = 'waymo-v2'
/** Columns that join the components of the second version. */
export const CONTEXT = 'key.segment_context_name'
export const TIME = 'key.frame_timestamp_micros'

/** The same segment's file of another component. */
export function componentFile(lidarBoxFile: string, component: string): string {
  return lidarBoxFile.replace(/(^|\/)lidar_box(?=[/.])/, `$1${component}`)
}

/** A frame's keys in the tables, and the place of its segment's file among those of the clip. */
export type FrameKeys = {
  readonly document: number
  readonly context: Json
  readonly time: Json
}

/** The files of lidar boxes a clip was read from; `null` for one from elsewhere. */
export function segmentFiles({ extras }: Pick<Clip, 'extras'>): readonly string[] | null {
  const kept = extras[WAYMO_V2]
  return isList(kept) ? kept.filter(isObject).map(({ file }) => plainText(file)) : null
}

/** Keys of a clip's frames, by frame. */
export function frameKeysOf(clip: {
  readonly name: string
  readonly extras: Clip['extras']
  readonly frames: readonly Pick<Clip['frames'][number], 'timeUs' | 'extras'>[]
}): readonly FrameKeys[] {
  const documents = clip.extras[WAYMO_V2]
  return clip.frames.map(({ timeUs, extras }, frame) => {
    const own = extras[WAYMO_V2]
    const fresh = { document: 0, context: clip.name, time: timeUs ?? frame }
    if (!isList(documents) || !isObject(own) || !isList(own.path)) return fresh
    const document = plainNumber(own.document)
    const kept = documents[document]
    const value: JsonObject = isObject(kept) && isObject(kept.value) ? kept.value : {}
    const at = isList(value.frames) ? value.frames[plainNumber(own.path[1])] : undefined
    return isObject(at)
      ? { document, context: at[CONTEXT] ?? null, time: at[TIME] ?? null }
      : { ...fresh, document }
  })
}
