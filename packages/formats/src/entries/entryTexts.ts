import { catalogue } from '@trueline/annotation'

/** What is said of boxes, whatever the format. */
export const entryTexts = catalogue({
  twice: {
    en: '{id} is there more than once in this frame: this one is a track of its own',
    zh: '{id} 在本帧出现多次：此处作为单独的轨迹',
  },
  quaternion: { en: 'a quaternion of length {length}', zh: '长度为 {length} 的四元数' },
  unitQuaternion: { en: 'a unit quaternion', zh: '单位四元数' },
  far: { en: '{meters} m', zh: '{meters} m' },
  near: { en: 'meters within a million kilometers', zh: '一百万公里以内的米数' },
  size: { en: 'a size of {size}', zh: '尺寸 {size}' },
  positiveSize: { en: 'three sides above zero', zh: '三个大于零的边长' },
  files: { en: '{count} files', zh: '{count} 个文件' },
  uncounted: {
    en: 'nobody counted them, and sweeps are not read without sensors',
    zh: '无人统计，且不含传感器时不读取点云',
  },
  boxes3d: { en: 'the format keeps 3D boxes only', zh: '该格式只保存 3D 框' },
  noField: { en: 'a box has no field for it', zh: '框没有对应字段' },
  otherCategories: { en: 'the format has categories of its own', zh: '该格式只有自己的类别' },
  points: { en: 'points inside', zh: '框内点数' },
  noPoses: { en: 'the file has none', zh: '文件中没有' },
  byFrame: { en: 'boxes are written by frame', zh: '框逐帧写出' },
  yawOnly: { en: 'a box has a yaw only', zh: '框只有偏航角' },
})
