import type { PcdField } from './pcdHeader.ts'

/** What the fields of a point mean. */
export type PcdRoles = {
  readonly position: readonly [x: PcdField, y: PcdField, z: PcdField] | null
  readonly intensity: PcdField | null
  readonly color: PcdField | null
  readonly ring: PcdField | null
  readonly time: PcdField | null
}

const INTENSITY = ['intensity', 'i', 'intensities', 'reflectivity', 'reflectance', 'remission']
const RING = ['ring', 'laser_id', 'laser', 'channel', 'line', 'row', 'beam']
const TIME = ['t', 'time', 'timestamp', 'time_stamp', 'stamp', 'offset_time', 'gps_time']
const COLOR = ['rgb', 'rgba']

/** The fields by meaning; names are compared without case, the first name of a list wins. */
export function rolesOf(fields: readonly PcdField[]): PcdRoles {
  const find = (names: readonly string[]): PcdField | null => {
    for (const name of names) {
      const field = fields.find((one) => one.count > 0 && one.name.toLowerCase() === name)
      if (field) return field
    }
    return null
  }
  const x = find(['x'])
  const y = find(['y'])
  const z = find(['z'])
  return {
    position: x && y && z ? [x, y, z] : null,
    intensity: find(INTENSITY),
    color: find(COLOR),
    ring: find(RING),
    time: find(TIME),
  }
}

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
