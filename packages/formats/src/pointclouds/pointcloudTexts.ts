import { catalogue } from '@trueline/annotation'

/** What is said of loose sweeps. */
export const pointcloudTexts = catalogue({
  title: { en: 'Point clouds', zh: '点云' },
  reads: {
    en: 'folders of PCD, KITTI and nuScenes .bin, PLY, LAS, LAZ, Draco, .npy, .npz, Feather, CSV sweeps, and of images',
    zh: 'PCD、KITTI 与 nuScenes .bin、PLY、LAS、LAZ、Draco、.npy、.npz、Feather、CSV 点云文件夹，以及图像文件夹',
  },
  mapOrigin: {
    en: 'points are in map coordinates: they are counted from {place}, and written back with it',
    zh: '点为地图坐标：以 {place} 为原点，导出时还原',
  },
  oneLidar: {
    en: 'One lidar a clip: of several folders of sweeps the largest is read.',
    zh: '每个片段一个激光雷达：有多个点云文件夹时读取最大的一个。',
  },
  noCalibration: {
    en: 'There is no calibration: images are shown without overlays.',
    zh: '没有标定：图像上不叠加标注。',
  },
  noPoses: {
    en: 'Poses are not read; times only where files are named by them.',
    zh: '不读取位姿；仅当文件以时间命名时读取时间。',
  },
  noLabels: {
    en: 'Sweeps need not be labelled, and labels beside them are not read.',
    zh: '点云无需标注，旁边的标注也不读取。',
  },
  holdsPoints: { en: '{path} holds points ({kind})', zh: '{path} 含点云（{kind}）' },
  noneHolds: { en: 'no file that holds points', zh: '没有含点云的文件' },

  noneOf: {
    en: '{count} files, none of them a point cloud by its name',
    zh: '{count} 个文件，按名称没有点云',
  },
  sweeps: { en: 'sweeps', zh: '点云' },
  secondSensor: {
    en: '{count} sweeps of a second sensor',
    zh: '另一传感器的 {count} 帧点云',
  },
  oneLidarRead: {
    en: 'one lidar for a clip: that of {name} is read',
    zh: '每个片段一个激光雷达：读取 {name} 的',
  },
  topFolder: { en: 'the top folder', zh: '顶层文件夹' },
  nuscenesAxes: {
    en: 'rows of five floats, as nuScenes has them: y is taken for forward',
    zh: '每行五个浮点数，同 nuScenes：以 y 为前方',
  },
  plainAxes: {
    en: 'no calibration: x is taken for forward, z for up',
    zh: '没有标定：以 x 为前方、z 为上方',
  },
  unmatchedImages: {
    en: '{count} images whose names are no sweep’s: left out',
    zh: '{count} 张图像的名称不对应任何点云：已略去',
  },
  unread: { en: '{count} files with {kind} are not read', zh: '不读取 {count} 个 {kind} 文件' },
  noEnding: { en: 'no ending', zh: '无扩展名' },

  bytesThatBegin: {
    en: '{count} bytes that begin with {values}',
    zh: '{count} 字节，开头为 {values}',
  },
  sweepFile: {
    en: 'a point cloud in a container that is read, or rows of float32 x, y, z, intensity and perhaps ring',
    zh: '可读取的点云格式，或逐行的 float32 x、y、z、强度（可含线号）',
  },
})
