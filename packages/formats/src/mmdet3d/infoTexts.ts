import { catalogue } from '@trueline/annotation'

/** What is said of MMDetection3D's info files. */
export const infoTexts = catalogue({
  title: { en: 'MMDetection3D infos', zh: 'MMDetection3D infos' },
  reads: {
    en: 'an info file as JSON (1.1 and later) with lidar boxes, lidar and images beside it',
    zh: 'JSON 形式的 info 文件（1.1 及以后），含激光雷达框，及其旁的点云和图像',
  },
  writes: { en: 'the info file', zh: 'info 文件' },
  cameraLimit: {
    en: 'Infos with boxes in camera axes (KITTI’s) are not read.',
    zh: '不读取相机坐标系框的 infos（KITTI）。',
  },
  pickleLimit: {
    en: 'Pickles are not opened: json.dump the same object.',
    zh: '不打开 pickle：请用 json.dump 导出同一对象。',
  },
  idLimit: {
    en: 'Boxes have no ids: each is a track of its own.',
    zh: '框没有编号：各为单独的轨迹。',
  },
  holdsInfos: { en: '{file} holds infos', zh: '{file} 含 infos' },
  noInfos: {
    en: 'no JSON file with data_list and metainfo',
    zh: '没有含 data_list 和 metainfo 的 JSON 文件',
  },
  infos: { en: 'an info file', zh: 'info 文件' },
  furtherFile: { en: 'a further info file', zh: '另一个 info 文件' },
  oneFile: { en: 'one for a clip: {file} is read', zh: '每个片段一个：已读取 {file}' },
  cameraBoxes: { en: 'boxes in camera axes', zh: '相机坐标系的框' },
  lidarBoxes: { en: 'boxes in lidar axes', zh: '激光雷达坐标系的框' },
  noLabel: {
    en: 'label {label}, which metainfo does not have',
    zh: '标签 {label}，metainfo 中没有',
  },
  label: { en: 'a label of metainfo.categories', zh: 'metainfo.categories 中的标签' },
  missing: { en: '{count} files that it names are not there', zh: '所列文件有 {count} 个不存在' },
  byYaw: { en: 'a box has a yaw only', zh: '框只有偏航角' },
})
