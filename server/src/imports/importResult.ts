import type { ClipId, Message } from '@trueline/annotation'
import type { Notice, Refusal } from '@trueline/formats'
import type { PicturedOffer } from './picturedOffers.ts'

/** What came in, what did not, and why. */
export type ImportResult = {
  /** `null` for a dry run. */
  readonly clipId: ClipId | null
  readonly name: string
  readonly format: string
  /** The formats it may be, best first; empty when the format was named. */
  readonly sniffed: readonly {
    readonly format: string
    readonly score: number
    readonly why: Message
  }[]
  readonly frames: number
  readonly sensors: readonly { readonly name: string; readonly modality: 'lidar' | 'camera' }[]
  /** How many records of each kind. */
  readonly records: Readonly<Record<string, number>>
  /** Records, frames and sensors that carry something only their own format understands. */
  readonly extras: number
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
  readonly suggestions: readonly Message[]
  /** The categories of labels that are none of those they may have. */
  readonly unknownCategories: readonly UnknownCategory[]
  /** Mistakes of calibrations and poses that the data speaks for, none of them taken back. */
  readonly corrections: readonly PicturedOffer[]
}

/** A category of a source that is none of those labels may have. */
export type UnknownCategory = {
  /** As the source spells it. */
  readonly id: string
  /** How many labels have it. */
  readonly count: number
  /** The one that means the same; `null` where none does, or several do. */
  readonly meant: string | null
}

/** How far an import is. */
export type ImportProgress = {
  readonly stage: 'reading' | 'packing' | 'storing'
  readonly doneFrames: number
  readonly totalFrames: number
}
