import type { Json } from '@trueline/annotation'

/** A value of a file as text: a text as it is, anything else as JSON has it. */
export function plainText(value: Json | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
}
