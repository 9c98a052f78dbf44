import { catalogue } from '@trueline/annotation'

/** What of a record a format may be unable to hold. */
export const lossFields = catalogue({
  all: { en: 'all of it', zh: '全部' },
  id: { en: 'id', zh: '编号' },
  category: { en: 'category', zh: '类别' },
  score: { en: 'score', zh: '得分' },
  state: { en: 'state', zh: '状态' },
  attributes: { en: 'attributes', zh: '属性' },
  provenance: { en: 'provenance', zh: '来源' },
  isStatic: { en: 'isStatic', zh: '是否静止' },
  extras: { en: 'extras', zh: '附加内容' },
  relations: { en: 'relations', zh: '关系' },
  time: { en: 'time', zh: '时间' },
  pose: { en: 'pose', zh: '位姿' },
  timeAndPose: { en: 'time and pose', zh: '时间和位姿' },
  pitchAndRoll: { en: 'pitch and roll', zh: '俯仰与横滚' },
  sizeByFrame: { en: 'size by frame', zh: '逐帧尺寸' },
  camera: { en: 'camera', zh: '相机' },
  lidar: { en: 'lidar', zh: '激光雷达' },
  distortion: { en: 'lens distortion', zh: '镜头畸变' },
})
