import { angleBetween, distance, subtract, type Vec3 } from '@trueline/geometry'
import { type Annotations, isShown, lanesOf, recordOf } from '../../annotations.ts'
import type { Patch } from '../../patch.ts'
import type { Lane } from '../../records/lane.ts'
import { linkId } from '../../records/link.ts'
import { patchOf } from '../changes.ts'
import { newLink } from './linkFixed.ts'

/** How near an end must be to a start, and how much the direction may turn there. */
export type MeetingLimits = { readonly withinM: number; readonly turnRad: number }

/**
 * Links lanes whose end meets another's start as successors. Links that are there, rejected ones too,
 * stay as they are.
 */
export function autoLink(annotations: Annotations, limits: MeetingLimits): Patch {
  const lanes = lanesOf(annotations).filter(isShown)
  const links = lanes.flatMap((from) =>
    lanes
      .filter((to) => to !== from && doMeet(from, to, limits))
      .filter((to) => recordOf(annotations, linkId('successor', from.id, to.id)) === undefined)
      .map((to) => newLink({ linkKind: 'successor', from: from.id, to: to.id })),
  )
  return patchOf(annotations, links)
}

/** The direction a lane has where it starts or ends, from above: radians, counterclockwise from x. */
export function headingAt({ centerLine }: Pick<Lane, 'centerLine'>, end: 'start' | 'end'): number {
  const at = end === 'start' ? 0 : centerLine.length - 2
  const [x, y] = subtract(centerLine[at + 1]!, centerLine[at]!)
  return Math.atan2(y, x)
}

function doMeet(from: Lane, to: Lane, { withinM, turnRad }: MeetingLimits): boolean {
  const [end, start] = [from.centerLine.at(-1), to.centerLine[0]]
  if (end === undefined || start === undefined || !isNear(end, start, withinM)) return false
  return Math.abs(angleBetween(headingAt(from, 'end'), headingAt(to, 'start'))) <= turnRad
}

function isNear(a: Vec3, b: Vec3, within: number): boolean {
  // The cheap test first: most lanes are far apart.
  return Math.abs(a[0] - b[0]) <= within && distance(a, b) <= within
}
