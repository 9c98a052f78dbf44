import { catalogue } from '@trueline/annotation'

/** What is said of Waymo's formats. */
export const waymoTexts = catalogue({
  objects: { en: 'Waymo Open Dataset, objects', zh: 'Waymo Open Dataset 对象' },
  objectsReads: {
    en: '.bin of Objects (predictions, ground truth) and of Submissions',
    zh: 'Objects（预测、真值）及 Submission 的 .bin',
  },
  objectsWrites: { en: 'objects.bin', zh: 'objects.bin' },
  segments: {
    en: 'Objects of several segments are frames one behind the other: import one segment by one.',
    zh: '多个片段的对象依次成为帧：请逐个片段导入。',
  },
  types: {
    en: 'Types are VEHICLE, PEDESTRIAN, SIGN, CYCLIST and UNKNOWN: other categories become the nearest of them.',
    zh: '类型只有 VEHICLE、PEDESTRIAN、SIGN、CYCLIST、UNKNOWN：其他类别归为最接近者。',
  },
  v2: { en: 'Waymo Open Dataset 2, lidar boxes', zh: 'Waymo Open Dataset 2 激光雷达框' },
  v2Reads: {
    en: 'lidar_box/*.parquet, poses of vehicle_pose beside it',
    zh: 'lidar_box/*.parquet，及旁边 vehicle_pose 的位姿',
  },
  v2Writes: { en: 'lidar_box/*.parquet', zh: 'lidar_box/*.parquet' },
  components: {
    en: 'Of the components only lidar_box and vehicle_pose are read.',
    zh: '各组件中只读取 lidar_box 与 vehicle_pose。',
  },
  broken: { en: 'a broken message', zh: '损坏的消息' },
  message: { en: 'a message of Objects or a Submission', zh: 'Objects 或 Submission 消息' },
  cameraBox: { en: 'a box of camera {camera}', zh: '相机 {camera} 的框' },
  lidarBox: { en: 'a lidar box', zh: '激光雷达框' },
})
