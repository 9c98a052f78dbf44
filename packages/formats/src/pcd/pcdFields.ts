import type { PcdField } from './pcdHeader.ts'

/**
 * Where the fields lie when a point is a C structure, by field: each at a multiple of its own size.
 *
 * Padding fields are what such headers get wrong, so they are left out.
 */
export function alignedOffsets(fields: readonly PcdField[]): ReadonlyMap<PcdField, number> {
  const offsets = new Map<PcdField, number>()
  let end = 0
  let isExact = true
  for (const field of fields) {
    if (field.name === '_') {
      // Padding is right until the first one that pads nothing.
      if (field.count === 0) isExact = false
      else if (isExact) end = field.offset + field.size * field.count
      continue
    }
    const offset = isExact ? field.offset : Math.ceil(end / field.size) * field.size
    offsets.set(field, offset)
    end = offset + field.size * field.count
  }
  return offsets
}
