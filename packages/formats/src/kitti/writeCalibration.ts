import type { KittiCalibration } from './calibration.ts'

/** A calibration as a KITTI object file; numbers that have 13 digits or fewer are kept exactly. */
export function writeObjectCalibration(calibration: KittiCalibration): string {
  const { projections, rect, cameraFromLidar, lidarFromImu } = calibration
  const entries: (readonly [string, readonly number[]])[] = [
    ...['0', '1', '2', '3'].flatMap((camera) => {
      // The benchmark's readers expect all four.
      const projection = projections[camera] ?? projections['2']
      return projection ? [[`P${camera}`, projection] as const] : []
    }),
    ['R0_rect', rect],
    ['Tr_velo_to_cam', cameraFromLidar],
    ['Tr_imu_to_velo', lidarFromImu ?? [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]],
  ]
  const lines = entries.map(([key, values]) => `${key}: ${values.map(scientific).join(' ')}`)
  return `${lines.join('\n')}\n\n`
}

/** As C prints `%.12e`, with more digits where a number needs them. */
function scientific(value: number): string {
  const short = value.toExponential(12)
  const text = Number(short) === value ? short : value.toExponential()
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}
