import { catalogue } from '@trueline/annotation'

/** What is said of SUSTechPOINTS scenes. */
export const sustechTexts = catalogue({
  title: { en: 'SUSTechPOINTS', zh: 'SUSTechPOINTS' },
  reads: {
    en: 'label, lidar (PCD), camera, calib/camera, ego_pose',
    zh: 'label、lidar（PCD）、camera、calib/camera、ego_pose',
  },
  writes: {
    en: 'label; with sensors also lidar, camera, calib/camera, ego_pose as it was',
    zh: 'label；含传感器时还有 lidar、camera、calib/camera、原样的 ego_pose',
  },
  forwardLimit: {
    en: 'Forward is taken from the front camera; without one, lidar +x is forward.',
    zh: '以前视相机的朝向为前方；没有时以激光雷达 +x 为前方。',
  },
  poseLimit: {
    en: 'Of ego_pose the fields x, y, z, azimuth, pitch and roll are read; latitude and longitude alone are not.',
    zh: 'ego_pose 读取 x、y、z、azimuth、pitch、roll；仅有经纬度时不读取。',
  },
  sensorLimit: {
    en: 'Radars, auxiliary lidars and lens distortion are not read.',
    zh: '不读取毫米波雷达、辅助激光雷达和镜头畸变。',
  },
  sceneLimit: {
    en: 'Of several scenes in a tree the first is read.',
    zh: '有多个场景时读取第一个。',
  },
  noFolders: {
    en: 'no label/*.json and no lidar/*.pcd',
    zh: '没有 label/*.json，也没有 lidar/*.pcd',
  },
  holdsPsr: { en: '{file} holds objects with psr', zh: '{file} 含带 psr 的目标' },
  sensorFolders: {
    en: 'lidar/*.pcd beside calib/camera/*.json',
    zh: 'lidar/*.pcd 与 calib/camera/*.json 并存',
  },
  noPsr: { en: 'no label file holds objects with psr', zh: '没有标注文件含带 psr 的目标' },

  noneOf: {
    en: '{count} files, none of them label/*.json or lidar/*.pcd',
    zh: '{count} 个文件，没有 label/*.json 或 lidar/*.pcd',
  },
  scene: { en: 'a SUSTechPOINTS scene', zh: 'SUSTechPOINTS 场景' },
  secondScene: { en: 'a second scene', zh: '第二个场景' },
  oneScene: { en: 'one scene for a clip', zh: '每个片段一个场景' },
  size: { en: 'a size of {size}', zh: '尺寸 {size}' },
  positiveSize: {
    en: 'a length, width and height above zero',
    zh: '大于零的长、宽、高',
  },
  listOfObjects: { en: 'a list of objects with psr', zh: '带 psr 的目标列表' },
  objectWithPsr: {
    en: 'an object with psr, obj_type and obj_id',
    zh: '含 psr、obj_type、obj_id 的对象',
  },
  mirrored: { en: 'a negative size is taken as its amount', zh: '负尺寸按绝对值读取' },
  noId: {
    en: 'has no obj_id: taken as a track of its own',
    zh: '没有 obj_id：作为单独的轨迹',
  },
  twice: {
    en: 'obj_id {id} is there more than once in this frame: this one is a track of its own',
    zh: 'obj_id {id} 在本帧出现多次：此处作为单独的轨迹',
  },
  otherCategory: {
    en: 'is a {here}, but its track elsewhere a {there}',
    zh: '此处类别为 {here}，而同一轨迹在别处为 {there}',
  },
  noSize: {
    en: 'no image tells its size: it has no lens model',
    zh: '没有图像可知尺寸：没有镜头模型',
  },
  noCalibration: {
    en: 'has images and no calibration: they are shown without overlays',
    zh: '有图像而没有标定：图像上不叠加标注',
  },
  noForward: {
    en: 'no front camera tells where forward is: the lidar’s +x is taken',
    zh: '没有前视相机指明前方：以激光雷达 +x 为前方',
  },
  forward: {
    en: 'forward is where camera {camera} looks, to the nearest axis of the lidar',
    zh: '以相机 {camera} 的朝向（取激光雷达最近的轴）为前方',
  },

  boxes2d: { en: 'SUSTechPOINTS keeps 3D boxes only', zh: 'SUSTechPOINTS 只保存 3D 框' },
  noField: { en: 'an object has no field for it', zh: '目标没有对应字段' },
  oneText: { en: 'an object has one text, {name}', zh: '目标只有一个文本 {name}' },
  byFrame: { en: 'objects are written by frame', zh: '目标逐帧写出' },
  frameIsName: { en: 'a frame is a file name', zh: '帧就是文件名' },
  receiver: {
    en: 'ego_pose holds the readings of a receiver, not poses',
    zh: 'ego_pose 保存的是接收机读数，不是位姿',
  },
  firstLidar: {
    en: 'a scene has one lidar: the first is written',
    zh: '场景只有一个激光雷达：写出第一个',
  },
  matrixOnly: {
    en: 'calibration files hold a 3 × 3 matrix only',
    zh: '标定文件只有 3 × 3 矩阵',
  },
})
