import {
  type Annotations,
  type CuboidId,
  emptyAnnotations,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import { type CheckId, type Finding, isWaived, LEVELS, type Level } from '@trueline/consistency'
import { shallow } from 'zustand/vanilla/shallow'
import type { DoubtChange, FindingNumber, FindingsChange } from '../workers/check.service.ts'
import { categoryLabel } from './selectors.ts'
import type { FindingFilter, WorkbenchState } from './state.ts'

/** A finding under its number. */
export type NumberedFinding = { readonly number: FindingNumber; readonly finding: Finding }

/** What the checks found: derived from the document by the checking worker, kept nowhere. */
export type FindingLayer = {
  readonly byNumber: ReadonlyMap<FindingNumber, Finding>
  /** Those that stand, worst first. */
  readonly all: readonly NumberedFinding[]
  /** Those that a person lets be. */
  readonly waived: readonly NumberedFinding[]
}

/** How likely a person would change tracks and boxes, in [0, 1]; what nobody judged is absent. */
export type DoubtLayer = {
  readonly byTrack: ReadonlyMap<TrackId, number>
  readonly byCuboid: ReadonlyMap<CuboidId, number>
}

/** Nobody looked. */
export const NO_DOUBT: DoubtLayer = { byTrack: new Map(), byCuboid: new Map() }

/** The doubt after what the worker says is new of it. */
export function withDoubtChange(
  { byTrack, byCuboid }: DoubtLayer,
  { tracks, cuboids }: DoubtChange,
): DoubtLayer {
  return {
    byTrack: tracks.length === 0 ? byTrack : new Map([...byTrack, ...tracks]),
    byCuboid: cuboids.length === 0 ? byCuboid : new Map([...byCuboid, ...cuboids]),
  }
}

/** Nothing was found, or nobody looked. */
export const NO_FINDINGS: FindingLayer = { byNumber: new Map(), all: [], waived: [] }

/** The findings after what the worker says has changed of them; `annotations` is what they are of. */
export function withFindingsChange(
  { byNumber }: FindingLayer,
  { order, added }: FindingsChange,
  annotations: Annotations,
): FindingLayer {
  const known = new Map([...byNumber, ...added])
  const all: NumberedFinding[] = []
  const waived: NumberedFinding[] = []
  const now = new Map<FindingNumber, Finding>()
  for (const number of order) {
    const finding = known.get(number)!
    now.set(number, finding)
    const list = isWaived(finding, annotations) ? waived : all
    list.push({ number, finding })
  }
  return { byNumber: now, all, waived }
}

/** The findings of one track, the worst first, and the frames they show in. */
export type TrackFindings = {
  readonly count: number
  readonly worst: Level
  readonly findings: readonly NumberedFinding[]
  readonly frames: ReadonlyMap<number, Level>
}

/** The findings of a layer by track and by frame. */
export type FindingIndex = {
  readonly byTrack: ReadonlyMap<TrackId, TrackFindings>
  readonly worstByFrame: ReadonlyMap<number, Level>
}

const indices = new WeakMap<FindingLayer, FindingIndex>()

/** Where the findings of a layer are. The same object while the layer is. */
export function findingIndex(layer: FindingLayer): FindingIndex {
  let index = indices.get(layer)
  if (index === undefined) {
    index = indexOf(layer)
    indices.set(layer, index)
  }
  return index
}

function indexOf({ all }: FindingLayer): FindingIndex {
  const lists = new Map<TrackId, NumberedFinding[]>()
  const worstByFrame = new Map<number, Level>()
  for (const one of all) {
    const { tracks, frames, level } = one.finding
    for (const id of tracks) {
      const list = lists.get(id)
      if (list === undefined) lists.set(id, [one])
      else list.push(one)
    }
    for (const frame of frames) worstByFrame.set(frame, worse(worstByFrame.get(frame), level))
  }
  const byTrack = new Map(Array.from(lists, ([id, findings]) => [id, trackFindings(findings)]))
  return { byTrack, worstByFrame }
}

function trackFindings(findings: readonly NumberedFinding[]): TrackFindings {
  const frames = new Map<number, Level>()
  for (const { finding } of findings) {
    for (const frame of finding.frames) {
      frames.set(frame, worse(frames.get(frame), finding.level))
    }
  }
  // They come worst first.
  return { findings, frames, count: findings.length, worst: findings[0]!.finding.level }
}

function worse(a: Level | undefined, b: Level): Level {
  return a !== undefined && LEVELS.indexOf(a) <= LEVELS.indexOf(b) ? a : b
}

/** The parts of the state that the list of findings is made from. */
type ListInput = Pick<
  WorkbenchState,
  'findings' | 'findingFilter' | 'findingGrouping' | 'clip' | 'annotations'
> & {
  readonly doubtByTrack: DoubtLayer['byTrack']
  readonly language: 'en' | 'zh'
  /** Only read by the filters `here` and `selected`. */
  readonly frame: number
  readonly selectedTrackId: TrackId | null
  readonly selectedFixedId: WorkbenchState['selectedFixedId']
}

/** Findings of one check, or of one track first. */
export type FindingGroup = {
  readonly check: CheckId | null
  readonly trackId: TrackId | null
  readonly findings: readonly NumberedFinding[]
}

/**
 * The findings that pass the filter, in groups, gone through in this order: by check the worst first
 * and then the most doubtful; by track the most doubtful track first.
 */
export function groupFindings(input: ListInput): readonly FindingGroup[] {
  const { findings, findingFilter, findingGrouping } = input
  const { check, only } = findingFilter
  const text = findingFilter.text.trim().toLowerCase()
  const asked = only === 'waived' ? findings.waived : findings.all
  const passing = asked.filter(({ finding }) => {
    if (check !== null && finding.check !== check) return false
    if (only === 'here' && !finding.frames.includes(input.frame)) return false
    if (only === 'selected' && !isOf(finding, input)) return false
    return text === '' || hasText(finding, input, text)
  })
  const groups = new Map<string, NumberedFinding[]>()
  for (const one of passing.toSorted(byDoubt(input))) {
    const key = findingGrouping === 'check' ? one.finding.check : trackKeyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return Array.from(groups.values(), (group) => {
    const { check: ofCheck, tracks } = group[0]!.finding
    return findingGrouping === 'check'
      ? { check: ofCheck, trackId: null, findings: group }
      : { check: null, trackId: tracks[0] ?? null, findings: group }
  })
}

/** Findings of the road stand together where they are listed by object. */
function trackKeyOf({ finding: { tracks, fixed } }: NumberedFinding): string {
  return tracks[0] ?? (fixed === undefined ? '' : 'road')
}

/** Whether a finding is of what is selected. */
function isOf(
  { tracks, fixed = [] }: Finding,
  { selectedTrackId, selectedFixedId }: Pick<ListInput, 'selectedTrackId' | 'selectedFixedId'>,
): boolean {
  return tracks.some((id) => id === selectedTrackId) || fixed.some((id) => id === selectedFixedId)
}

/** Sorting keeps the order of what is equal. */
function byDoubt({
  doubtByTrack,
  findingGrouping,
}: Pick<ListInput, 'doubtByTrack' | 'findingGrouping'>) {
  const doubtOf = ({ finding }: NumberedFinding): number =>
    doubtByTrack.get(finding.tracks[0]!) ?? 0
  const levelOf = ({ finding }: NumberedFinding): number => LEVELS.indexOf(finding.level)
  return (a: NumberedFinding, b: NumberedFinding): number =>
    findingGrouping === 'track'
      ? doubtOf(b) - doubtOf(a)
      : levelOf(a) - levelOf(b) || doubtOf(b) - doubtOf(a)
}

function hasText(
  { tracks, message }: Finding,
  { annotations, clip, language }: ListInput,
  text: string,
): boolean {
  const named = tracks.flatMap((id) => {
    const track = trackOf(annotations, id)
    if (track === undefined) return []
    return [`${track.number} ${track.category} ${categoryLabel(clip, track.category, language)}`]
  })
  return `${named.join(' ')} ${message[language]}`.toLowerCase().includes(text)
}

let last: { readonly input: ListInput; readonly groups: readonly FindingGroup[] } | null = null

/** The groups of a state: the same array while nothing they are made from changed. */
export function findingGroups(state: WorkbenchState): readonly FindingGroup[] {
  const { findings, findingFilter, findingGrouping, clip, annotations, preferences } = state
  const { only, text } = findingFilter
  const input: ListInput = {
    findings,
    findingFilter,
    findingGrouping,
    doubtByTrack: state.doubt.byTrack,
    clip,
    // Names are only read to be searched: else an edit changes nothing but through the checks.
    annotations: text === '' ? emptyAnnotations : annotations,
    language: preferences.language,
    frame: only === 'here' ? state.frame : 0,
    selectedTrackId: only === 'selected' ? state.selectedTrackId : null,
    selectedFixedId: only === 'selected' ? state.selectedFixedId : null,
  }
  if (last === null || !shallow(last.input, input)) last = { input, groups: groupFindings(input) }
  return last.groups
}

/** The findings of a state one after the other, as they are gone through. */
export function listedFindings(state: WorkbenchState): readonly NumberedFinding[] {
  return findingGroups(state).flatMap(({ findings }) => findings)
}

const counts = new WeakMap<FindingLayer, ReadonlyMap<CheckId, number>>()

/** How much each check found, the worst check first. The same map while the layer is the same. */
export function countsByCheck(layer: FindingLayer): ReadonlyMap<CheckId, number> {
  let count = counts.get(layer)
  if (count === undefined) {
    const fresh = new Map<CheckId, number>()
    for (const { finding } of layer.all)
      fresh.set(finding.check, (fresh.get(finding.check) ?? 0) + 1)
    count = fresh
    counts.set(layer, count)
  }
  return count
}

/** The findings that keep the clip from being handed on. */
export function blockingFindings({
  findings,
  checkSettings,
}: Pick<WorkbenchState, 'findings' | 'checkSettings'>): readonly NumberedFinding[] {
  return findings.all.filter(({ finding }) => checkSettings[finding.check].isBlocking)
}

/** How many findings keep the clip from being handed on. */
export function blockingCount(state: WorkbenchState): number {
  return blockingFindings(state).length
}

/** The finding that is at hand; `null` where none is, it is gone, or another object is selected since. */
export function findingAtHand(state: WorkbenchState): NumberedFinding | null {
  const { findingCursor, findings, selectedTrackId, selectedFixedId } = state
  if (findingCursor === null) return null
  const finding = findings.byNumber.get(findingCursor.number)
  if (finding === undefined) return null
  const { tracks, fixed = [] } = finding
  // One of the road is at hand while that is selected.
  if (fixed.length > 0 && selectedFixedId !== null) {
    const isIt = fixed.some((id) => id === selectedFixedId)
    return isIt ? { number: findingCursor.number, finding } : null
  }
  const isSelected =
    selectedTrackId === null ? tracks.length === 0 : tracks.includes(selectedTrackId)
  return isSelected ? { number: findingCursor.number, finding } : null
}

/** Every finding is listed. */
export const ALL_FINDINGS: FindingFilter = { text: '', check: null, only: 'all' }
