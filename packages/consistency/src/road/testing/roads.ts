import {
  type AnnotationRecord,
  type Annotations,
  allRecords,
  annotationsOf,
  type Lane,
  type LaneId,
  type Link,
  laneId,
  laneOf,
  linkId,
  type MapElement,
  type MapElementId,
  type MapElementKind,
  type MapShape,
  mapElementId,
  mapElementOf,
} from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import type { Polyline } from '@trueline/geometry'
import { type CheckedClip, checkClip } from '../../checkClip.ts'
import { NO_EVIDENCE } from '../../evidence.ts'
import type { CheckId, Finding } from '../../finding.ts'
import { DEFAULT_SETTINGS } from '../../settings.ts'
import { clipOf, framesWith } from '../../testing/clips.ts'

/** Frames in which the ego stands still: it says nothing of where traffic goes. */
export const STILL = framesWith(8, () => ({ translation: [0, 90, 0], rotation: [0, 0, 0, 1] }))

/** A clip with a document of the road alone. */
export function checkedRoad(annotations: Annotations, frames = STILL): CheckedClip {
  return checkClip({
    ...{ clip: clipOf(frames), annotations, settings: DEFAULT_SETTINGS },
    evidence: NO_EVIDENCE,
  })
}

/** What the checks find of a document, by check. */
export function foundOf(annotations: Annotations, frames = STILL): readonly CheckId[] {
  return checkedRoad(annotations, frames).findings.map(({ check }) => check)
}

/** The one finding of a check. */
export function only(checked: CheckedClip, check: CheckId): Finding {
  const found = checked.findings.filter((one) => one.check === check)
  if (found.length !== 1) throw new Error(`Expected one ${check}, found ${found.length}`)
  return found[0]!
}

/** The road of three stretches and two lanes with more records, or others in their place. */
export function roadWith(...records: readonly AnnotationRecord[]): Annotations {
  return annotationsOf([...allRecords(road(3)), ...records])
}

/** The road without some of its records. */
export function roadWithout(...ids: readonly string[]): Annotations {
  return annotationsOf([...allRecords(road(3))].filter(({ id }) => !ids.includes(id)))
}

/** A lane of the road, otherwise. */
export function laneLike(name: string, change: (lane: Lane) => Partial<Lane>): Lane {
  const lane = laneOf(road(3), laneId(name))!
  return { ...lane, ...change(lane) }
}

/** A boundary of the road, its line otherwise. */
export function boundaryLike(name: string, change: (line: Polyline) => Polyline): MapElement {
  const element = mapElementOf(road(3), mapElementId(name))!
  if (element.shape.kind !== 'line') throw new Error(`${name} is no line`)
  return { ...element, shape: { kind: 'line', points: change(element.shape.points) } }
}

/** A map element of a kind. */
export function element(name: string, elementKind: MapElementKind, shape: MapShape): MapElement {
  return {
    ...{ kind: 'mapElement', id: mapElementId(name), elementKind, shape, marks: [] },
    ...{ attributes: {}, provenance: 'model', state: 'proposed', score: 0.9, extras: {} },
  }
}

/** A link, whatever its ends are. */
export function link(linkKind: Link['linkKind'], from: string, to: string): Link {
  const ends = [from, to] as unknown as readonly [LaneId | MapElementId, LaneId | MapElementId]
  return {
    ...{ kind: 'link', id: linkId(linkKind, ...ends), linkKind, from: ends[0], to: ends[1] },
    ...{ provenance: 'model', state: 'proposed', score: 0.8, extras: {} },
  }
}
