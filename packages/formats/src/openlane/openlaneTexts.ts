import { catalogue } from '@trueline/annotation'

/** What is said of OpenLane. */
export const openlaneTexts = catalogue({
  title: { en: 'OpenLane', zh: 'OpenLane' },
  reads: {
    en: 'lane3d and lane2d annotations and results, a file an image; images beside them',
    zh: 'lane3d 和 lane2d 的标注与结果，每幅图像一个文件；旁边的图像',
  },
  writes: { en: 'lane3d/*.json, a file an image', zh: 'lane3d/*.json，每幅图像一个文件' },
  linesLimit: {
    en: 'Lines are boundaries and road edges; the format has no lanes and no links.',
    zh: '线为车道边界和道路边缘；该格式没有车道和连接。',
  },
  poseLimit: {
    en: 'Without poses one frame is read: lines of several would lie on each other. With poses a line that several frames tell is one, the longest.',
    zh: '没有位姿时只读取一帧，否则多帧的线会重叠；有位姿时多帧给出的同一条线合为一条，取最长者。',
  },
  flatLimit: {
    en: 'Lines of lane2d are laid on flat ground; files of objects (cipo) and scene tags are not read.',
    zh: 'lane2d 的线铺在平坦地面上；不读取物体（cipo）和场景标签文件。',
  },
  file: { en: 'a file with lane_lines', zh: '含 lane_lines 的文件' },
  holds: { en: '{file} holds lines of an image', zh: '{file} 含一幅图像的线' },
  noPoses: {
    en: 'no pose: a world of its own, and only the first file without one is read',
    zh: '没有位姿：自成一个世界，只读取第一个没有位姿的文件',
  },
  pose: { en: 'a pose, or one file', zh: '位姿，或单个文件' },
  sameImage: {
    en: 'another file of image {name}: {file} is read',
    zh: '图像 {name} 的另一个文件：读取 {file}',
  },
  oneEach: { en: 'one file an image', zh: '每幅图像一个文件' },
  flat: {
    en: 'lines in pixels alone are laid on flat ground',
    zh: '只有像素坐标的线铺在平坦地面上',
  },
  rows: {
    en: 'three lists of as many numbers, or rows of three',
    zh: '三个等长数列，或每行三个数值',
  },
  sky: { en: 'a line that is nowhere on the ground', zh: '完全不在地面上的线' },
  onGround: { en: 'at least two pixels below the horizon', zh: '至少两个位于地平线以下的像素' },
  category: { en: 'category {number}', zh: '类别 {number}' },
  noLanes: { en: 'the format has lines alone', zh: '该格式只有线' },
  unseen: { en: 'not before the camera of any frame', zh: '不在任何一帧的相机前方' },
  ahead: { en: 'what lies behind the camera is cut off', zh: '相机后方的部分被截去' },
})
