/** What the columns of a cloud mean. */
export type Roles<T> = {
  readonly position: readonly [x: T, y: T, z: T] | null
  readonly intensity: T | null
  /** A packed color. */
  readonly color: T | null
  readonly rgb: readonly [red: T, green: T, blue: T] | null
  readonly ring: T | null
  readonly time: T | null
}

const INTENSITY = [
  ...['intensity', 'i', 'intensities', 'reflectivity', 'reflectance', 'remission'],
  ...['scalar_intensity', 'scalar_reflectance'],
]
const RING = [
  ...['ring', 'laser_id', 'laser', 'laser_number', 'channel', 'line', 'row', 'beam'],
  ...['r', 'diode_index', 'scalar_ring'],
]
const TIME = [
  ...['t', 'time', 'timestamp', 'time_stamp', 'stamp', 'offset_time', 'offset_ns', 'gps_time'],
  ...['time_offset', 'gpstime'],
]
const COLOR = ['rgb', 'rgba']

/** Columns by meaning; names are compared without case, the first name of a list wins. */
export function rolesOf<T extends { readonly name: string }>(columns: readonly T[]): Roles<T> {
  const byName = new Map<string, T>()
  for (const column of columns) {
    const name = column.name.toLowerCase()
    if (!byName.has(name)) byName.set(name, column)
  }
  const find = (names: readonly string[]): T | null => {
    const name = names.find((one) => byName.has(one))
    return name === undefined ? null : (byName.get(name) ?? null)
  }
  const three = (a: string, b: string, c: string): readonly [T, T, T] | null => {
    const [one, two, three] = [find([a]), find([b]), find([c])]
    return one && two && three ? [one, two, three] : null
  }
  return {
    position: three('x', 'y', 'z'),
    intensity: find(INTENSITY),
    color: find(COLOR),
    rgb: three('red', 'green', 'blue') ?? three('r', 'g', 'b'),
    ring: find(three('r', 'g', 'b') ? RING.filter((name) => name !== 'r') : RING),
    time: find(TIME),
  }
}
