/** `count` even values, both ends among them. */
export function spread(from: number, to: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1))
}

const VLP32_EVEN = [-4.67, ...spread(-4, 5 / 3, 18)]
const PANDAR_BELOW = [-25, -19, -14, ...spread(-13, -7, 7)]
const PANDAR_ABOVE = [3, 5, 8, 11, 15]

/**
 * Elevations of known turning lidars in degrees, lowest first.
 *
 * HDL-64E: two blocks of 32, half a degree apart below -8.83° and a third above (Velodyne HDL-64E
 * S2 manual). HDL-32E: 4/3 degrees from -30.67° to 10.67°. VLP-16: two degrees. VLP-32C:
 * a third of a degree about the horizon (Velodyne manuals).
 * Pandar40P, Pandar64 and Pandar128: finest between -6° and 2° (Hesai manuals, rounded). OS1:
 * even over 33.2° and 45° (Ouster data sheets).
 */
export const ELEVATIONS_DEG = {
  hdl64: [...spread(-24.33, -8.83, 32), ...spread(-8.33, 2, 32)],
  hdl32: spread(-30.67, 10.67, 32),
  vlp16: spread(-15, 15, 16),
  vlp32: [
    -25,
    -15.64,
    -11.31,
    -8.84,
    -7.25,
    -6.15,
    -5.33,
    ...VLP32_EVEN,
    2.33,
    3.33,
    4.67,
    7,
    10.33,
    15,
  ],
  pandar40: [...PANDAR_BELOW, ...spread(-6, 2, 25), ...PANDAR_ABOVE],
  pandar64: [...PANDAR_BELOW, ...spread(-6, 2, 49), ...PANDAR_ABOVE],
  pandar128: [...spread(-25, -6.5, 38), ...spread(-6, 2, 65), ...spread(2.5, 14.5, 25)],
  os64: spread(-16.6, 16.6, 64),
  os128: spread(-22.5, 22.5, 128),
} as const satisfies Record<string, readonly number[]>
