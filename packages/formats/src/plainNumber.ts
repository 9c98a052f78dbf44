import type { Json } from '@trueline/annotation'
import { numberText } from './sourceJson.ts'

/**
 * The number a value of a file is; `NaN` for anything else. `Number` alone must not be asked: an
 * object of a file may have a `valueOf` and a `toString` of its own that cannot be called.
 */
export function plainNumber(value: Json | undefined): number {
  return typeof value === 'number' ? value : Number(numberText(value) ?? Number.NaN)
}
