/** `count` rows of x, y, z, intensity in rings around a sensor, as a sweep has them; another `turn`, other points. */
export function ringOfPoints(count: number, turn = 0): Float32Array {
  const points = new Float32Array(count * 4)
  for (let row = 0; row < count; row++) {
    const azimuth = (row * 0.17 * Math.PI) / 180
    const range = 4 + ((row * 7919 + turn * 31) % 7000) / 100
    const height = (row % 64) / 16 - 2
    const intensity = ((row + turn) % 100) / 100
    points.set([range * Math.cos(azimuth), range * Math.sin(azimuth), height, intensity], row * 4)
  }
  return points
}
