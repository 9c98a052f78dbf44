import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  applyPatch,
  type Clip,
  type CuboidId,
  cuboidId,
  cuboidsAt,
  cuboidsOf,
  emptyAnnotations,
  type Patch,
  type RecordId,
  recordOf,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import {
  type CheckedClip,
  type CheckSettings,
  type ClipDoubt,
  type Cluster,
  type CuboidEvidence,
  checkClip,
  type Densities,
  doubtOf,
  type Finding,
  likelihoodsOf,
  type MendId,
  mendAll,
  mendFinding,
  type Proposals,
  recheck,
  SHIPPED_LIKELIHOODS,
  type Study,
  studiesOf,
  studyFrame,
} from '@trueline/consistency'
import type { Cuboid } from '@trueline/geometry'
import { unlabelledClusters } from '@trueline/perception'
import { type FramePoints, unpackFrame, valuesOf } from '@trueline/pointcloud'
import type { FramesService } from './frames.service.ts'

/** The number of a finding: it keeps it while nothing that it stands on changes. */
export type FindingNumber = number

/** A record as it is now; `null` where it is gone. */
export type RecordNow = { readonly recordId: RecordId; readonly after: AnnotationRecord | null }

/** How the findings differ from those that were told last. */
export type FindingsChange = {
  /** All that there are, worst first. */
  readonly order: Uint32Array
  readonly added: readonly (readonly [FindingNumber, Finding])[]
}

/** How likely a person would change tracks and boxes, in [0, 1]: those of which that is new. */
export type DoubtChange = {
  readonly tracks: readonly (readonly [TrackId, number])[]
  readonly cuboids: readonly (readonly [CuboidId, number])[]
}

/** What an answer says: what has changed, `null` where nothing; and what is still to be looked at. */
export type CheckAnswer = {
  readonly findings: FindingsChange | null
  readonly doubt: DoubtChange | null
  /** Frames whose points have not been asked yet. */
  readonly framesLeft: number
}

/** What is to be mended: one finding, or all that a kind of mend can. */
export type WhatToMend =
  | { readonly kind: 'finding'; readonly number: FindingNumber }
  | { readonly kind: 'all'; readonly mend: MendId }

/** What the checking worker answers. It holds a copy of the document, which `take` keeps up. */
export type CheckService = {
  /** Begins with another clip, without any record. */
  readonly open: (clip: ClipToCheck, how: HowToCheck) => void
  /** Takes records as they are now, without checking them. */
  readonly take: (records: readonly RecordNow[]) => void
  /** Checks what was taken: all of it the first time, then what it touches. */
  readonly check: () => CheckAnswer
  /** Asks the points of the next frame about the boxes in it. Rejects when they cannot be read. */
  readonly study: () => Promise<CheckAnswer>
  /** Takes what a model proposes; `null`: none was asked. It counts from the next check on. */
  readonly propose: (proposed: ProposedRecords | null) => void
  /** The edit that mends, made on the document as it was taken last. */
  readonly mend: (what: WhatToMend) => Patch
}

/** The records of proposals, and the frames that a model looked at for them. */
export type ProposedRecords = {
  readonly records: readonly AnnotationRecord[]
  readonly frames: readonly number[]
}

/** How a clip is checked, and what is usual of each category; `null`: what ships says that. */
export type HowToCheck = {
  readonly settings: CheckSettings
  readonly densities: Densities | null
}

/** What is checked of a clip. */
export type ClipToCheck = Pick<Clip, 'frames' | 'ontology' | 'sensors'>

type Place = Study & { readonly trackId: TrackId }

/** New evidence is judged once that has taken no more than this share of the time spent. */
const SHARE_OF_JUDGING = 0.2

/** Checks a clip's labels; points are read through `reader`, one frame at a time. */
export function createCheckService(
  reader: Pick<FramesService, 'read'>,
  now: () => number = () => performance.now(),
): CheckService {
  let clip: ClipToCheck = { frames: [], ontology: { categories: [], attributes: [] }, sensors: [] }
  let settings: CheckSettings | null = null
  let likelihoods = SHIPPED_LIKELIHOODS
  let annotations: Annotations = emptyAnnotations
  let checked: CheckedClip | null = null
  let doubt: ClipDoubt | null = null
  let proposals: Proposals | null = null
  let evidence = new Map<CuboidId, CuboidEvidence>()
  let clusters = new Map<number, readonly Cluster[]>()
  /** Frames whose boxes are others than when it was looked what lies outside of them. */
  let unclustered = new Set<number>()
  /** Places still to be asked about, by frame, and each as it was asked about last. */
  let waiting = new Map<number, Map<CuboidId, Place>>()
  let asked = new Map<CuboidId, Cuboid>()
  let studied = new Set<TrackId>()
  let touched = new Set<TrackId>()
  let room = new Float32Array()
  let judgedAt = 0
  let judgingMs = 0
  let turn = 0
  const told = createTold()
  const toldDoubt = createToldDoubt()

  function judge(): void {
    if (settings === null) return
    const start = now()
    checked =
      checked === null
        ? checkClip({ clip, annotations, settings, evidence, likelihoods, proposals, clusters })
        : recheck(checked, { annotations, evidence, studied: [...studied], proposals, clusters })
    doubt = doubtOf(checked, doubt)
    studied = new Set()
    judgedAt = now()
    judgingMs = judgedAt - start
  }

  function answer(): CheckAnswer {
    return {
      findings: checked === null ? null : told.changeTo(checked.findings),
      doubt: doubt === null ? null : toldDoubt.changeTo(doubt),
      framesLeft: new Set([...waiting.keys(), ...unclustered]).size,
    }
  }

  /** Puts the places of tracks that the points were not asked about as they are now on the list. */
  function askAbout(trackIds: ReadonlySet<TrackId>): void {
    for (const [frame, places] of waiting) {
      for (const id of trackIds) places.delete(cuboidId(id, frame))
      if (places.size === 0) waiting.delete(frame)
    }
    for (const id of trackIds) {
      const track = trackOf(annotations, id)
      if (track === undefined) continue
      const alone = annotationsOf([track, ...cuboidsOf(annotations, id)])
      for (const [frame, studies] of studiesOf(alone, clip.frames)) {
        if ((clip.frames[frame]?.sweeps.length ?? 0) === 0) continue
        for (const study of studies) {
          if (isSamePlace(asked.get(study.id), study.cuboid)) continue
          const places = waiting.get(frame) ?? new Map<CuboidId, Place>()
          waiting.set(frame, places.set(study.id, { ...study, trackId: id }))
        }
      }
    }
  }

  async function pointsOf(frame: number): Promise<FramePoints> {
    const { sweeps } = clip.frames[frame]!
    const ranges = sweeps.map(({ range }) => range)
    const parts = await reader.read({ requestId: 0, ranges })
    if (room.length < valuesOf(sweeps)) room = new Float32Array(valuesOf(sweeps))
    return unpackFrame({ sweeps, sensors: clip.sensors, parts }, room)
  }

  return {
    open(next, how) {
      turn++
      clip = next
      settings = how.settings
      likelihoods = how.densities === null ? SHIPPED_LIKELIHOODS : likelihoodsOf(how.densities)
      annotations = emptyAnnotations
      checked = null
      evidence = new Map()
      clusters = new Map()
      unclustered = new Set()
      waiting = new Map()
      asked = new Map()
      studied = new Set()
      touched = new Set()
      doubt = null
      proposals = null
      told.forget()
      toldDoubt.forget()
    },
    take(records) {
      for (const { recordId, after } of records) {
        const record = after ?? recordOf(annotations, recordId)
        if (record?.kind === 'track') touched.add(record.id)
        if (record?.kind !== 'cuboid') continue
        touched.add(record.trackId)
        const hasPoints = (clip.frames[record.frame]?.sweeps.length ?? 0) > 0
        if (hasPoints && settings?.E8.isOn === true) unclustered.add(record.frame)
      }
      const patch = records.map((one) => ({ ...one, before: null }))
      annotations = applyPatch(annotations, patch)
    },
    check() {
      judge()
      askAbout(touched)
      touched = new Set()
      return answer()
    },
    async study() {
      const mine = turn
      const [frame] = [...waiting.keys(), ...unclustered]
      if (frame === undefined) return answer()
      const { points, timeOffset } = await pointsOf(frame)
      if (mine !== turn) return answer()
      // As they are now: an edit may have come while the points were read.
      const places = [...(waiting.get(frame)?.values() ?? [])]
      waiting.delete(frame)
      for (const [id, found] of studyFrame(points, places, timeOffset)) evidence.set(id, found)
      if (unclustered.delete(frame)) {
        clusters.set(frame, unlabelledClusters(points, cuboidsAt(annotations, frame)))
      }
      for (const { id, cuboid, trackId } of places) {
        asked.set(id, cuboid)
        studied.add(trackId)
      }
      const isDue = judgingMs <= SHARE_OF_JUDGING * (now() - judgedAt)
      const isLast = waiting.size === 0 && unclustered.size === 0
      if (checked !== null && (isDue || isLast)) judge()
      return answer()
    },
    propose(proposed) {
      proposals = proposed && {
        annotations: annotationsOf(proposed.records),
        frames: new Set(proposed.frames),
      }
    },
    mend(what) {
      if (checked === null) return []
      const request = { checked, clip }
      if (what.kind === 'all') return mendAll(what.mend, request)
      const finding = told.finding(what.number)
      return finding === undefined ? [] : mendFinding(finding, request)
    },
  }
}

function isSamePlace(a: Cuboid | undefined, b: Cuboid): boolean {
  if (a === undefined || a === b) return a === b
  const isSame = (x: readonly number[], y: readonly number[]): boolean =>
    x.every((value, index) => value === y[index])
  return isSame(a.center, b.center) && isSame(a.extent, b.extent) && isSame(a.rotation, b.rotation)
}

/** Numbers for findings, and which of them were told of. */
function createTold() {
  const numbers = new WeakMap<Finding, FindingNumber>()
  let known = new Map<FindingNumber, Finding>()
  let numberByPlace = new Map<string, FindingNumber>()
  let last: readonly Finding[] | null = null
  let next = 0

  /** A track that is checked again finds the same anew: under the number that it had. */
  function numberOf(finding: Finding): FindingNumber {
    const number = numbers.get(finding) ?? numberByPlace.get(placeOf(finding)) ?? next++
    numbers.set(finding, number)
    return number
  }

  return {
    forget() {
      known = new Map()
      numberByPlace = new Map()
      last = null
    },
    finding: (number: FindingNumber): Finding | undefined => known.get(number),
    changeTo(findings: readonly Finding[]): FindingsChange | null {
      if (last === findings) return null
      last = findings
      const now = new Map<FindingNumber, Finding>()
      const added: (readonly [FindingNumber, Finding])[] = []
      for (const finding of findings) {
        const found = numberOf(finding)
        // Two at one place are two all the same.
        const number = now.has(found) ? next++ : found
        const before = known.get(number)
        if (before === undefined || !isSameFinding(before, finding)) added.push([number, finding])
        now.set(number, finding)
      }
      known = now
      numberByPlace = new Map(Array.from(now, ([number, finding]) => [placeOf(finding), number]))
      return { order: Uint32Array.from(now.keys()), added }
    },
  }
}

/** What a finding is of. */
function placeOf({ check, tracks, frames, fixed = [] }: Finding): string {
  return [check, ...tracks, ...frames, ...fixed].join(' ')
}

function isSameFinding(a: Finding, b: Finding): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Smaller changes of a doubt are not told. */
const TOLD_STEP = 0.005

/** How doubtful what is, as far as it was told. */
function createToldDoubt() {
  const tracks = new Map<TrackId, number>()
  const cuboids = new Map<CuboidId, number>()
  let last: ClipDoubt['boxes'] = new Map()
  return {
    forget() {
      tracks.clear()
      cuboids.clear()
      last = new Map()
    },
    changeTo({ byTrack, boxes }: ClipDoubt): DoubtChange | null {
      const changed = [...boxes].filter(([id, ofTrack]) => last.get(id) !== ofTrack)
      last = boxes
      const change = {
        tracks: newsOf(tracks, byTrack),
        cuboids: changed.flatMap(([, ofTrack]) => newsOf(cuboids, ofTrack)),
      }
      return change.tracks.length + change.cuboids.length === 0 ? null : change
    },
  }
}

/** The values that are others than was told, which they are from now on. */
function newsOf<Key>(
  told: Map<Key, number>,
  now: ReadonlyMap<Key, number>,
): readonly (readonly [Key, number])[] {
  const news = [...now].filter(([key, value]) => {
    const before = told.get(key)
    return before === undefined || Math.abs(before - value) >= TOLD_STEP
  })
  for (const [key, value] of news) told.set(key, value)
  return news
}
