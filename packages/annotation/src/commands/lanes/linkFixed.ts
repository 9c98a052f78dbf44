import { type Annotations, recordOf } from '../../annotations.ts'
import type { Patch } from '../../patch.ts'
import { type Link, type LinkKind, linkId } from '../../records/link.ts'
import { patchOf, patchTo } from '../changes.ts'
import { FrozenFixedError, UnknownFixedError, UnsoundLinkError } from './errors.ts'

/** What names one link. */
export type LinkEnds = Pick<Link, 'linkKind' | 'from' | 'to'>

/** Between what a link of a kind is. */
const ENDS: Readonly<Record<LinkKind, readonly ['lane' | 'mapElement' | 'any', 'lane' | 'any']>> = {
  successor: ['lane', 'lane'],
  leftNeighbour: ['lane', 'lane'],
  rightNeighbour: ['lane', 'lane'],
  controls: ['mapElement', 'lane'],
  belongsTo: ['any', 'any'],
}

/**
 * Says that one fixed thing has to do with another. A link that is there already is accepted.
 *
 * @throws {UnknownFixedError} when one of the ends does not exist.
 * @throws {UnsoundLinkError} when it is of a thing to itself, or between kinds it is not for.
 */
export function linkFixed(annotations: Annotations, ends: LinkEnds): Patch {
  refuseUnsoundEnds(annotations, ends)
  const known = recordOf(annotations, linkId(ends.linkKind, ends.from, ends.to))
  if (known?.kind !== 'link') return patchOf(annotations, [newLink(ends)])
  const isAnswered = known.state !== 'proposed' && known.state !== 'rejected'
  return isAnswered ? [] : patchOf(annotations, [{ ...known, state: 'accepted' }])
}

/**
 * Takes a link away: one that a person made is gone, a pre-label is rejected.
 *
 * @throws {UnknownFixedError} when there is none.
 * @throws {FrozenFixedError} when it is final.
 */
export function unlinkFixed(annotations: Annotations, { linkKind, from, to }: LinkEnds): Patch {
  const id = linkId(linkKind, from, to)
  const link = recordOf(annotations, id)
  if (link?.kind !== 'link') throw new UnknownFixedError('link', id)
  if (link.state === 'final') throw new FrozenFixedError('link', id)
  const after: Link | null = link.state === 'added' ? null : { ...link, state: 'rejected' }
  return patchTo(annotations, new Map([[id, after]]))
}

/** A link that a person made. */
export function newLink({ linkKind, from, to }: LinkEnds): Link {
  const id = linkId(linkKind, from, to)
  const made = { provenance: 'human', state: 'added', score: null, extras: {} } as const
  return { kind: 'link', id, linkKind, from, to, ...made }
}

/** A link of the same making, of another kind or between other ends. */
export function relinked(link: Link, { linkKind, from, to }: LinkEnds): Link {
  return { ...link, id: linkId(linkKind, from, to), linkKind, from, to }
}

function refuseUnsoundEnds(annotations: Annotations, { linkKind, from, to }: LinkEnds): void {
  if (from === to) throw new UnsoundLinkError(`Expected two things, found ${from} twice`)
  for (const [index, id] of [from, to].entries()) {
    const kind = recordOf(annotations, id)?.kind
    const expected = ENDS[linkKind][index]!
    if (kind !== 'lane' && kind !== 'mapElement') throw new UnknownFixedError('fixed record', id)
    if (expected !== 'any' && kind !== expected) {
      throw new UnsoundLinkError(`Expected ${linkKind} to have a ${expected}, found ${kind} ${id}`)
    }
  }
}
