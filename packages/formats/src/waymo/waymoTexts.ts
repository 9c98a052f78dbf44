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
  v2: { en: 'Waymo Open Dataset 2', zh: 'Waymo Open Dataset 2' },
  v2Reads: {
    en: 'lidar_box/*.parquet; beside it camera_box, camera_calibration and vehicle_pose',
    zh: 'lidar_box/*.parquet；及旁边的 camera_box、camera_calibration 与 vehicle_pose',
  },
  v2Writes: {
    en: 'lidar_box/*.parquet, camera_box/*.parquet',
    zh: 'lidar_box/*.parquet、camera_box/*.parquet',
  },
  components: {
    en: 'Other components are not read: no images, sweeps, nor which camera box is of which lidar box.',
    zh: '不读取其他组件：图像、点云，以及相机框与激光雷达框的对应关系。',
  },
  broken: { en: 'a broken message', zh: '损坏的消息' },
  message: { en: 'a message of Objects or a Submission', zh: 'Objects 或 Submission 消息' },
  cameraBox: { en: 'a box of camera {camera}', zh: '相机 {camera} 的框' },
  cameraName: { en: 'a camera’s name, or its number from 0 to 5', zh: '相机名称，或其编号 0 至 5' },
  boxSize: { en: 'a size of zero pixels or more', zh: '不小于零的像素尺寸' },
  frameTime: { en: 'the time of a frame', zh: '某帧的时间' },
  track: { en: 'track', zh: '轨迹' },
  noAssociation: {
    en: 'which camera box is of which lidar box is not written',
    zh: '不写出相机框与激光雷达框的对应关系',
  },
  lidarBox: { en: 'a lidar box', zh: '激光雷达框' },
})
