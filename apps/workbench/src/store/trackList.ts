import { cuboidOf, isShown, type Track, tracksOf } from '@trueline/annotation'
import { shallow } from 'zustand/vanilla/shallow'
import { categoryLabel } from './selectors.ts'
import type { WorkbenchState } from './state.ts'
import { type TrackSummary, trackDoubt, trackSummary } from './trackSummary.ts'

/** A track as it is listed. */
export type ListedTrack = {
  readonly track: Track
  readonly summary: TrackSummary
  readonly doubt: number
}

/** The parts of the state that the list is made from. */
export type TrackListInput = Pick<
  WorkbenchState,
  'annotations' | 'clip' | 'trackSort' | 'trackFilter' | 'markedTrackIds'
> & {
  readonly doubtByTrack: WorkbenchState['doubt']['byTrack']
  readonly language: 'en' | 'zh'
  /** The frame shown; only read by the filter `here`. */
  readonly frame: number
}

/** The tracks that pass the filter, in the order asked for; ties by number. Linear in the tracks. */
export function listTracks(input: TrackListInput): readonly ListedTrack[] {
  const { annotations, trackFilter, doubtByTrack: judged } = input
  const all = tracksOf(annotations).map((track) => ({
    track,
    summary: trackSummary(annotations, track.id),
  }))
  const surest = Math.max(...all.map(({ summary }) => summary.score ?? 0), 0)
  const text = trackFilter.text.trim().toLowerCase()
  return all
    .filter((one) => hasText(one.track, input, text) && passes(one, input))
    .map((one) => ({
      ...one,
      doubt: trackDoubt(one.summary, { judged: judged.get(one.track.id), surest }),
    }))
    .sort((a, b) => compare(a, b, input) || a.track.number - b.track.number)
}

let last: { readonly input: TrackListInput; readonly list: readonly ListedTrack[] } | null = null

/** The list of a state: the same array while nothing it is made from changed. */
export function listedTracks(state: WorkbenchState): readonly ListedTrack[] {
  const { annotations, clip, trackSort, trackFilter, markedTrackIds, preferences } = state
  const input: TrackListInput = {
    annotations,
    clip,
    trackSort,
    trackFilter,
    markedTrackIds,
    doubtByTrack: state.doubt.byTrack,
    language: preferences.language,
    // One filter alone depends on the frame; without it, stepping frames must not sort the list.
    frame: trackFilter.only === 'here' ? state.frame : 0,
  }
  if (last === null || !shallow(last.input, input)) last = { input, list: listTracks(input) }
  return last.list
}

function hasText(track: Track, { clip, language }: TrackListInput, text: string): boolean {
  const label = categoryLabel(clip, track.category, language)
  return `${track.number} ${track.category} ${label}`.toLowerCase().includes(text)
}

function passes(
  { track, summary }: Omit<ListedTrack, 'doubt'>,
  { annotations, trackFilter, markedTrackIds, frame }: TrackListInput,
): boolean {
  switch (trackFilter.only) {
    case 'all':
      return true
    case 'waiting':
      return summary.states.proposed > 0
    case 'marked':
      return markedTrackIds.has(track.id)
    case 'here': {
      const cuboid = cuboidOf(annotations, track.id, frame)
      return cuboid !== undefined && isShown(cuboid)
    }
  }
}

function compare(a: ListedTrack, b: ListedTrack, { trackSort }: TrackListInput): number {
  switch (trackSort) {
    case 'doubt':
      return b.doubt - a.doubt
    case 'number':
      return 0
    case 'frames':
      return b.summary.shown - a.summary.shown
    case 'category':
      return a.track.category.localeCompare(b.track.category)
  }
}
