import { catalogue } from '@trueline/annotation'

/** What is said of Argoverse 2 logs. */
export const argoverseTexts = catalogue({
  title: { en: 'Argoverse 2', zh: 'Argoverse 2' },
  reads: {
    en: 'a sensor log: annotations, city_SE3_egovehicle, calibration, lidar, cameras; detections',
    zh: '传感器日志：annotations、city_SE3_egovehicle、calibration、lidar、cameras；检测结果',
  },
  writes: {
    en: 'annotations, city_SE3_egovehicle, calibration; with sensors also lidar, cameras',
    zh: 'annotations、city_SE3_egovehicle、calibration；含传感器时还有 lidar、cameras',
  },
  logLimit: {
    en: 'Of several logs in a tree the first is read.',
    zh: '有多个日志时读取第一个。',
  },
  poseLimit: {
    en: 'Poses are written at the times of sweeps, labels and images; others are left out.',
    zh: '位姿只写出点云、标注和图像时刻的，其余略去。',
  },
  unreadLimit: {
    en: 'Maps and scene flow are not read.',
    zh: '不读取地图和场景流。',
  },
  holds: { en: '{file} holds boxes by time', zh: '{file} 含按时间排列的框' },
  sensors: { en: 'sensors/lidar/*.feather', zh: 'sensors/lidar/*.feather' },
  noLog: { en: 'no log', zh: '没有日志' },
  log: { en: 'an Argoverse 2 log', zh: 'Argoverse 2 日志' },
  secondLog: { en: 'a second log', zh: '第二个日志' },
  oneLog: { en: 'one log for a clip', zh: '每个片段一个日志' },
  notRead: {
    en: 'not read, as {file} holds the labels: it can be imported by itself',
    zh: '未读取，因为标注在 {file} 中：可单独导入',
  },
  row: { en: 'row {row}', zh: '第 {row} 行' },
  columnsNamed: { en: 'columns {names}', zh: '列 {names}' },
  noPoses: {
    en: 'no pose at the time of {count} frames: the nearest within 60 ms is taken, or none',
    zh: '有 {count} 帧的时刻没有位姿：取 60 ms 内最近者，否则没有',
  },
  rounded: {
    en: 'positions are written as half floats, as the data set has them: to 3 cm at 50 m',
    zh: '坐标按数据集的半精度浮点写出：50 m 处精度 3 cm',
  },
  renamed: {
    en: 'written as the data set’s own category',
    zh: '写为数据集自有的类别',
  },
  category: { en: 'category', zh: '类别' },
  radialOnly: { en: 'intrinsics have k1, k2, k3 only', zh: '内参只有 k1、k2、k3' },
})
