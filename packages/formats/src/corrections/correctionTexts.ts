import { catalogue } from '@trueline/annotation'

/** What is said of calibrations and poses that were perhaps meant otherwise. */
export const correctionTexts = catalogue({
  expected: {
    en: 'a camera or "poses", "=", given, inverse or transposed, and perhaps "+ahead" or "+up": FRONT=inverse',
    zh: '相机名或“poses”、“=”、given、inverse 或 transposed，可加“+ahead”或“+up”：FRONT=inverse',
  },
  noCamera: { en: 'no camera {name}', zh: '没有相机 {name}' },
  cameras: { en: 'one of {names}, or poses', zh: '{names} 之一，或 poses' },
  inverse: {
    en: 'sensorFromEgo instead of egoFromSensor',
    zh: '给出的是 sensorFromEgo 而非 egoFromSensor',
  },
  transposed: { en: 'its rotation by columns instead of rows', zh: '旋转矩阵按列而非按行存放' },
  ahead: { en: 'axes x ahead, y left, z up', zh: '坐标轴为 x 向前、y 向左、z 向上' },
  up: { en: 'axes x right, y up, z back', zh: '坐标轴为 x 向右、y 向上、z 向后' },
  camera: {
    en: '{camera}: as read {given} % of the points land in an upright picture; {under} % if its calibration was meant as {meant}',
    zh: '{camera}：按读取结果，{given}% 的点落在正立图像内；若标定实为“{meant}”则为 {under}%',
  },
  poses: {
    en: 'as read the vehicle drives the way it points in {given} % of its steps; in {under} % if poses were meant as egoFromWorld',
    zh: '按读取结果，车辆在 {given}% 的步进中沿车头方向行驶；若位姿实为 egoFromWorld 则为 {under}%',
  },
})
