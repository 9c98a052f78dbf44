import { joined, type Message, verbatim } from '@trueline/annotation'
import { modelTexts } from './modelTexts.ts'

/** `1 × 13 × 512 × 512`; a side of `null` may be any, one with words says them. */
export function shapeText(dims: readonly (number | null | Message)[]): Message {
  return joined(dims.map(sideText), verbatim(' × '))
}

function sideText(side: number | null | Message): Message {
  if (side === null) return modelTexts.anySide
  return typeof side === 'number' ? verbatim(side) : side
}
