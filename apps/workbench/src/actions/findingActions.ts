import {
  cuboidOf,
  isShown,
  type Patch,
  recordOf,
  unwaiveFinding,
  unwaiveFixed,
  waiveFinding,
  waiveFixed,
} from '@trueline/annotation'
import { type Finding, type MendId, waivedAt } from '@trueline/consistency'
import { distance, type Vec3 } from '@trueline/geometry'
import { summaryOf } from '../check/mendPreview.ts'
import { texts } from '../i18n/i18n.ts'
import { stillApplying } from '../store/documentChanges.ts'
import { findingAtHand, listedFindings, type NumberedFinding } from '../store/findings.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Action, Workbench } from '../workbench.ts'
import { notify } from './notices.ts'
import { tryEdit } from './tryEdit.ts'

/** Going through what the checks found, and mending it. */
export const findingActions: readonly Action[] = [
  {
    id: 'nextFinding',
    keys: ['N'],
    label: { en: 'Next finding', zh: '下一个问题' },
    group: 'navigate',
    run: (workbench) => stepFinding(workbench, 1),
  },
  {
    id: 'previousFinding',
    keys: ['Shift+N'],
    label: { en: 'Previous finding', zh: '上一个问题' },
    group: 'navigate',
    run: (workbench) => stepFinding(workbench, -1),
  },
  {
    id: 'mend',
    keys: ['M'],
    label: { en: 'Mend the finding', zh: '修复该问题' },
    group: 'fit',
    run: mendAtHand,
  },
  {
    id: 'mendAll',
    keys: ['Shift+M'],
    label: {
      en: 'Mend all of this kind: show, then do it',
      zh: '修复所有同类问题：先预览，再执行',
    },
    group: 'fit',
    run: mendAllOfKind,
  },
  {
    id: 'waiveFinding',
    keys: ['Alt+N'],
    label: { en: 'Let the finding stand', zh: '保留该问题不改' },
    group: 'object',
    run: (workbench) => {
      const atHand = findingAtHand(workbench.store.getState())
      if (atHand === null) notify(texts.t('findings.noneAtHand'))
      else waive(workbench, { finding: atHand.finding, reason: '' })
    },
  },
]

/** Goes to a finding: its first track, if it is about any, at the frame shown if it shows there. */
export function goToFinding({ store }: Pick<Workbench, 'store'>, one: NumberedFinding): void {
  const state = store.getState()
  const { tracks, fixed, frames, spot } = one.finding
  const [trackId = null] = tracks
  const seen = frames.filter((frame) => {
    const cuboid = trackId === null ? undefined : cuboidOf(state.annotations, trackId, frame)
    return cuboid !== undefined && isShown(cuboid)
  })
  const places = seen.length === 0 ? frames : seen
  const shown = spot === undefined ? state.frame : frameBy(state, spot)
  store.setState({
    selectedTrackId: trackId,
    selectedFixedId: fixedOf(state, fixed),
    frame: places.includes(state.frame) ? state.frame : (places[0] ?? shown),
    isPlaying: false,
    findingCursor: {
      number: one.number,
      place: listedFindings(state).findIndex(({ number }) => number === one.number),
    },
  })
}

/** The lane or map element that a finding of the road is to be looked at by; `null` where none is there. */
function fixedOf(
  { annotations, selectedFixedId }: WorkbenchState,
  fixed: Finding['fixed'],
): WorkbenchState['selectedFixedId'] {
  if (fixed === undefined) return selectedFixedId
  for (const id of fixed) {
    const record = recordOf(annotations, id)
    if (record?.kind === 'lane' || record?.kind === 'mapElement') return record.id
  }
  return null
}

/** In meters: what is no further from the ego is seen from where it is. */
const SEEN_WITHIN = 40

/** The frame shown where a place is near to the ego in it, else the one in which it is nearest. */
function frameBy({ clip, frame }: WorkbenchState, spot: Vec3): number {
  const awayAt = (at: number): number => {
    const pose = clip?.frames[at]?.worldFromEgo
    return pose ? distance(pose.translation, spot) : Number.POSITIVE_INFINITY
  }
  if (clip === null || awayAt(frame) <= SEEN_WITHIN) return frame
  return clip.frames.reduce((best, _, at) => (awayAt(at) < awayAt(best) ? at : best), frame)
}

function stepFinding(workbench: Workbench, step: 1 | -1): void {
  const state = workbench.store.getState()
  const list = listedFindings(state)
  const next = list[placeAfter(list, state.findingCursor, step)]
  if (next !== undefined) goToFinding(workbench, next)
  else notify(texts.t(state.findings.all.length === 0 ? 'findings.none' : 'findings.nonePass'))
}

/** The place to go to; one that is gone has left its place to the next. */
function placeAfter(
  list: readonly NumberedFinding[],
  cursor: { readonly number: number; readonly place: number } | null,
  step: 1 | -1,
): number {
  if (cursor === null) return step === 1 ? 0 : list.length - 1
  const at = list.findIndex(({ number }) => number === cursor.number)
  const next = at !== -1 ? at + step : step === 1 ? cursor.place : cursor.place - 1
  return (next + list.length) % Math.max(1, list.length)
}

async function mendAtHand(workbench: Workbench): Promise<void> {
  const { store, checker } = workbench
  const atHand = findingAtHand(store.getState())
  if (atHand === null) {
    notify(texts.t('findings.noneAtHand'))
    return
  }
  const { finding, number } = atHand
  if (finding.mend === null) {
    notify(texts.t('findings.noMend'))
    return
  }
  const patch = await checker.mend({ kind: 'finding', number })
  makeMend(workbench, finding.mend, patch)
}

/** Shows what mending all of the kind at hand would do; the second time it is done. */
async function mendAllOfKind(workbench: Workbench): Promise<void> {
  const { mendPreview } = workbench.store.getState()
  if (mendPreview?.of.kind === 'all') {
    applyPreview(workbench)
    return
  }
  const mend = findingAtHand(workbench.store.getState())?.finding.mend ?? null
  if (mend === null) notify(texts.t('findings.noneAtHand'))
  else await previewAll(workbench, mend)
}

/** Shows what a kind of mend would do all over the clip. */
export async function previewAll({ store, checker }: Workbench, mend: MendId): Promise<void> {
  const { annotations } = store.getState()
  const patch = await checker.mend({ kind: 'all', mend })
  if (store.getState().annotations !== annotations) return
  if (patch.length === 0) notify(texts.t('findings.heldByPeople'))
  else
    store.setState({ mendPreview: { of: { kind: 'all', mend }, patch, summary: summaryOf(patch) } })
}

/** Does what is shown, in one edit. */
function applyPreview(workbench: Workbench): void {
  const { mendPreview, findings } = workbench.store.getState()
  if (mendPreview === null) return
  const { of, patch } = mendPreview
  const mend = of.kind === 'all' ? of.mend : findings.byNumber.get(of.number)?.mend
  if (mend) makeMend(workbench, mend, patch)
}

/** Lets a finding stand, as an edit like any other. */
export function waive(
  workbench: Workbench,
  { finding, reason }: { readonly finding: Finding; readonly reason: string },
): void {
  const [trackId, ...others] = finding.tracks
  const { check, frames } = finding
  const at = waivedAt(finding, workbench.store.getState().annotations)
  if (at !== null) {
    tryEdit(workbench, 'waiveFinding', ({ annotations }) =>
      waiveFixed(annotations, { id: at.id, waiver: { check, others: at.others, reason } }),
    )
  }
  if (trackId === undefined) return
  tryEdit(workbench, 'waiveFinding', ({ annotations }) =>
    waiveFinding(annotations, { trackId, waiver: { check, others, frames, reason } }),
  )
}

/** Takes back that a finding may stand. */
export function unwaive(workbench: Workbench, finding: Finding): void {
  const { check, tracks, frames } = finding
  const at = waivedAt(finding, workbench.store.getState().annotations)
  if (at !== null) {
    tryEdit(workbench, 'unwaiveFinding', ({ annotations }) =>
      unwaiveFixed(annotations, { id: at.id, finding: { check, others: at.others } }),
    )
  }
  const [trackId, ...others] = tracks
  if (trackId === undefined) return
  tryEdit(workbench, 'unwaiveFinding', ({ annotations }) =>
    unwaiveFinding(annotations, { trackId, finding: { check, others, frames } }),
  )
}

function makeMend({ store }: Workbench, mend: MendId, patch: Patch): void {
  const state = store.getState()
  if (patch.length === 0) {
    notify(texts.t('findings.heldByPeople'))
    return
  }
  if (stillApplying(state, patch).length < patch.length) {
    notify(texts.t('findings.changedMeanwhile'))
    return
  }
  state.edit(`mend:${mend}`, patch)
}
