import {
  type CuboidRecord,
  cuboidOf,
  cuboidsOf,
  meaningOf,
  nextNumber,
  patchOf,
  renumberTrack,
  setCategory,
  type Track,
  trackOf,
} from '@trueline/annotation'
import { isIllegal } from '../checks/attributesLegal.ts'
import { supportingCategory } from '../doubt/support.ts'
import { isHeld, isOpen, type Mend, viewOf } from './mend.ts'

/** Gives the second of two tracks with one number the next that is free. */
export const renumber: Mend = ({ tracks: [, trackId] }, { annotations }) => {
  if (trackId === undefined || trackOf(annotations, trackId) === undefined) return []
  return renumberTrack(annotations, { trackId, number: nextNumber(annotations) })
}

/**
 * Gives a track the clip's category that most speaks for it: its 2D boxes, what the model proposes
 * where it lies, and else the one that means the same.
 */
export const majorityCategory: Mend = ({ tracks: [trackId] }, context) => {
  const { annotations, ontology, proposals } = context
  const view = viewOf(context, trackId)
  if (view === null || trackId === undefined || isHeld(context, trackId)) return []
  const votes = new Map<string, number>()
  const known = new Set(ontology.categories.map(({ id }) => id))
  const vote = (category: string | null): void => {
    if (category !== null && known.has(category))
      votes.set(category, (votes.get(category) ?? 0) + 1)
  }
  for (const { category } of view.boxes) vote(category)
  for (const state of view.states) {
    vote(proposals === null ? null : supportingCategory(view, state, proposals))
  }
  const same = ontology.categories.find(({ id }) => meaningOf(id) === view.meaning)
  if (votes.size === 0 && view.meaning !== null && same !== undefined) vote(same.id)
  const [best] = [...votes].toSorted(([, a], [, b]) => b - a)
  return best === undefined ? [] : setCategory(annotations, { trackId, category: best[0] })
}

/** Takes away values that attributes cannot have: then nobody has said. */
export const clearAttribute: Mend = ({ tracks: [trackId], frames }, context) => {
  const { annotations, ontology } = context
  const track = trackId === undefined ? undefined : trackOf(annotations, trackId)
  if (track === undefined) return []
  const cleared = <R extends Track | CuboidRecord>(record: R): readonly R[] => {
    const odd = ontology.attributes.filter((one) => isIllegal(record.attributes, one))
    if (odd.length === 0) return []
    const names = new Set(odd.map(({ id }) => id))
    const legal = Object.entries(record.attributes).filter(([name]) => !names.has(name))
    return [{ ...record, attributes: Object.fromEntries(legal) }]
  }
  const ofTrack = cuboidsOf(annotations, track.id).every(isOpen) ? cleared(track) : []
  const cuboids = frames.flatMap((frame) => {
    const cuboid = cuboidOf(annotations, track.id, frame)
    return cuboid === undefined || !isOpen(cuboid) ? [] : cleared(cuboid)
  })
  return patchOf(annotations, [...ofTrack, ...cuboids])
}
