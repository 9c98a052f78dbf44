import { type Annotations, allRecords } from '@trueline/annotation'

/** How many labels an export of a clip would hold, and leave out. */
export type LabelCounts = {
  readonly boxes: number
  /** Tracks that have a box that goes out. */
  readonly tracks: number
  readonly rejected: number
  /** Boxes that go out although nobody has looked at them. */
  readonly proposed: number
}

/** Counts a clip's labels. Linear in its records. */
export function labelCounts(annotations: Annotations): LabelCounts {
  const tracks = new Set<string>()
  let boxes = 0
  let rejected = 0
  let proposed = 0
  for (const record of allRecords(annotations)) {
    if (record.kind !== 'cuboid') continue
    if (record.state === 'rejected') {
      rejected++
      continue
    }
    boxes++
    tracks.add(record.trackId)
    if (record.state === 'proposed') proposed++
  }
  return { boxes, tracks: tracks.size, rejected, proposed }
}
