import { catalogue } from '@trueline/annotation'

/** What the KITTI codecs say of themselves. */
export const kittiCodecTexts = catalogue({
  objectTitle: { en: 'KITTI object', zh: 'KITTI object' },
  objectReads: {
    en: 'labels and results (label_2), calib, velodyne, image_2, image_3',
    zh: '标注与结果（label_2）、calib、velodyne、image_2、image_3',
  },
  objectWrites: {
    en: 'label_2; with sensors also calib, velodyne, image_2',
    zh: 'label_2；含传感器时还有 calib、velodyne、image_2',
  },
  noTrackIds: {
    en: 'The format has no track ids: each label is a track of its own.',
    zh: '格式没有轨迹编号：每个标注各为一条轨迹。',
  },
  cutBoxes: {
    en: 'Without images the 2D box of a changed label is cut at the image’s left and top edge only.',
    zh: '没有图像时，改动过的标注的 2D 框只在图像左、上边缘裁切。',
  },
  noTilt: {
    en: 'Pitch and roll are not written; headings turn about the camera’s vertical.',
    zh: '不写出俯仰与横滚；航向绕相机竖直轴。',
  },
  oneSplit: {
    en: 'Of several splits (training, testing) the one with most parts is read.',
    zh: '有多个划分（training、testing）时读取内容最全的一个。',
  },
  oneLabelFolder: {
    en: 'Of two folders of labels the first is read; a second is named in the report.',
    zh: '有两个标注文件夹时读取第一个，另一个在报告中列出。',
  },
  turnedAxes: {
    en: 'Labels alone, without calibration, keep camera axes turned to x forward, y left, z up.',
    zh: '只有标注而没有标定时，相机轴转为 x 前、y 左、z 上。',
  },
  noPlanes: {
    en: 'Ground planes and road and depth benchmarks are not read.',
    zh: '不读取地面平面以及道路、深度基准。',
  },

  trackingTitle: { en: 'KITTI tracking', zh: 'KITTI tracking' },
  trackingReads: {
    en: 'label_02 and results, calib, velodyne, image_02, image_03',
    zh: 'label_02 与结果、calib、velodyne、image_02、image_03',
  },
  trackingWrites: { en: 'label_02', zh: 'label_02' },
  oneSequence: {
    en: 'A clip is one sequence; further ones in the same folder are refused.',
    zh: '一个片段是一段序列；同一文件夹中的其他序列会被跳过。',
  },
  noOxts: {
    en: 'Poses (oxts of the tracking benchmark) are not read.',
    zh: '不读取位姿（跟踪基准的 oxts）。',
  },
  firstCategory: {
    en: 'An object’s category is that of its first row.',
    zh: '目标的类别取自其第一行。',
  },

  rawTitle: { en: 'KITTI raw', zh: 'KITTI raw' },
  rawReads: {
    en: 'velodyne_points, image_00 to image_03, oxts, timestamps, calib_*.txt, tracklet_labels.xml, label_2',
    zh: 'velodyne_points、image_00 至 image_03、oxts、timestamps、calib_*.txt、tracklet_labels.xml、label_2',
  },
  rawWrites: { en: 'tracklet_labels.xml', zh: 'tracklet_labels.xml' },
  oneDrive: {
    en: 'A clip is one drive; a second one in the same folder is refused.',
    zh: '一个片段是一次采集；同一文件夹中的第二次采集会被跳过。',
  },
  rectifiedOnly: {
    en: 'Rectified (sync) drives only: the distortion of unrectified images is not read.',
    zh: '只支持已校正（sync）的采集：不读取未校正图像的畸变。',
  },
  binAndPcd: {
    en: 'Sweeps are read from .bin and .pcd, not from the .txt of extract drives.',
    zh: '点云从 .bin 和 .pcd 读取，不读取 extract 采集的 .txt。',
  },
  oneSize: {
    en: 'A tracklet has one size; gaps in a track are written as poses out of the image.',
    zh: 'tracklet 只有一个尺寸；轨迹的间断写为图像之外的位姿。',
  },
  placedLabels: {
    en: 'label_2 files whose names are no frame’s are placed by label_map.json or by their points.',
    zh: '文件名不对应任何帧的 label_2 文件按 label_map.json 或框内的点归到帧。',
  },
  linkedLabels: {
    en: 'Labels without ids are linked into tracks by type and size, as KITTI prints them.',
    zh: '没有编号的标注按 KITTI 写出的类型和尺寸连成轨迹。',
  },

  ab3dmotTitle: { en: 'AB3DMOT detections', zh: 'AB3DMOT 检测结果' },
  ab3dmotReads: {
    en: 'comma-separated detections of one sequence, those of several classes merged; calib',
    zh: '一段序列的逗号分隔检测结果（多个类别合并）；calib',
  },
  noIds: {
    en: 'Detections have no ids: each is a track of its own, unless a 16th column holds one.',
    zh: '检测结果没有编号：各为一条轨迹，除非第 16 列给出编号。',
  },
  freeScores: {
    en: 'Scores are kept as they are; theirs have no bounds.',
    zh: '得分原样保留；其取值没有界限。',
  },
  ab3dmotAxes: {
    en: 'Without a calibration, or a clip to import onto, boxes stay in turned camera axes.',
    zh: '没有标定，也没有导入到的片段时，框保持在转动后的相机轴中。',
  },

  rawBeside: { en: 'KITTI labels beside a raw drive', zh: '采集（raw）旁有 KITTI 标注' },
  isLabel: { en: '{file} reads as a KITTI label', zh: '{file} 是 KITTI 标注' },
  aloneVelodyne: { en: 'velodyne/ alone', zh: '只有 velodyne/' },
  noFolders: { en: 'no KITTI folders', zh: '没有 KITTI 文件夹' },
  noRawFolders: { en: 'no KITTI raw folders', zh: '没有 KITTI raw 文件夹' },
  isTracking: { en: '{file} reads as KITTI tracking rows', zh: '{file} 是 KITTI tracking 的行' },
  noTracking: { en: 'no KITTI tracking rows', zh: '没有 KITTI tracking 的行' },
  isDetections: {
    en: '{file} has rows of 15 numbers between commas',
    zh: '{file} 每行为 15 个逗号分隔的数',
  },
  noDetections: { en: 'no comma-separated detections', zh: '没有逗号分隔的检测结果' },
})

/** What is said of what stands in KITTI's files. */
export const kittiTexts = catalogue({
  notObject: {
    en: '{count} files, none of a KITTI object folder',
    zh: '{count} 个文件，均不属于 KITTI object 文件夹',
  },
  objectParts: {
    en: 'velodyne/*.bin, image_2/*.png, calib/*.txt or label_2/*.txt',
    zh: 'velodyne/*.bin、image_2/*.png、calib/*.txt 或 label_2/*.txt',
  },
  otherLabels: {
    en: 'not read: another folder of labels is; import it by itself',
    zh: '未读取：已读取另一个标注文件夹；可单独导入',
  },
  secondFolder: { en: 'a second folder of frames', zh: '第二个帧文件夹' },
  asCamera: {
    en: 'no KITTI calibration: taken as seen by the left or front camera of the clip',
    zh: '没有 KITTI 标定：按片段的左或前视相机所见处理',
  },
  asAxes: {
    en: 'no calibration: camera axes are turned to x forward, y left, z up about the origin',
    zh: '没有标定：相机轴绕原点转为 x 前、y 左、z 上',
  },

  notRaw: {
    en: '{count} files, none of a KITTI raw drive',
    zh: '{count} 个文件，均不属于 KITTI raw 采集',
  },
  rawParts: {
    en: 'velodyne_points/data, image_02/data or tracklet_labels.xml',
    zh: 'velodyne_points/data、image_02/data 或 tracklet_labels.xml',
  },
  secondDrive: { en: 'a second drive', zh: '第二次采集' },
  oneDrive: { en: 'one drive a clip', zh: '每个片段一次采集' },
  noFrames: { en: 'no frames', zh: '没有帧' },
  sweepsOrImages: { en: 'sweeps or images', zh: '点云或图像' },
  noCalibration: {
    en: 'no calibration beside or above the drive: images are shown without overlays',
    zh: '采集旁边和上层都没有标定：图像上不叠加标注',
  },
  outsidePoses: {
    en: '{count} poses are of frames that are not here: left out',
    zh: '{count} 个位姿所属的帧不在此处：已略去',
  },
  trackletsHold: {
    en: 'not read: tracklet_labels.xml holds the drive’s labels',
    zh: '未读取：采集的标注在 tracklet_labels.xml 中',
  },
  oneCalibration: { en: 'one calibration file alone', zh: '只有一个标定文件' },
  calibrationFiles: {
    en: 'calib_cam_to_cam.txt and calib_velo_to_cam.txt',
    zh: 'calib_cam_to_cam.txt 和 calib_velo_to_cam.txt',
  },
  otherValue: { en: 'another value', zh: '其他值' },
  labelMap: {
    en: 'an object of frame names by label file name',
    zh: '由标注文件名到帧名的对象',
  },
  otherLine: { en: 'another line', zh: '其他内容的行' },
  oxtsLine: {
    en: 'latitude, longitude, altitude, roll, pitch, yaw',
    zh: '纬度、经度、高度、横滚、俯仰、航向',
  },
  timeLine: {
    en: 'a time such as 2011-09-26 13:04:32.345808896',
    zh: '时间，如 2011-09-26 13:04:32.345808896',
  },

  notSequence: {
    en: '{count} files, none of a sequence',
    zh: '{count} 个文件，均不属于序列',
  },
  sequenceFile: { en: 'a label file a sequence', zh: '每段序列一个标注文件' },
  secondSequence: { en: 'a second sequence', zh: '第二段序列' },
  noRows: { en: 'no rows', zh: '没有行' },
  labels: { en: 'labels', zh: '标注' },
  frame: { en: 'frame {number}', zh: '帧 {number}' },
  frameHere: { en: 'a frame of the {count} here', zh: '此处 {count} 帧之一' },
  objectAgain: {
    en: 'object {track} again in frame {frame}',
    zh: '帧 {frame} 中再次出现目标 {track}',
  },
  onceAFrame: { en: 'an object once a frame', zh: '每帧每个目标一次' },

  ab3dmotColumns: { en: '15, or 16 with an id', zh: '15 列，有编号时 16 列' },
  type: { en: 'type {type}', zh: '类型 {type}' },
  ab3dmotTypes: {
    en: '1 pedestrian, 2 car or 3 cyclist',
    zh: '1 行人、2 汽车或 3 骑行者',
  },
  size: { en: 'size {size}', zh: '尺寸 {size}' },
  quotedFrame: { en: 'frame "{text}"', zh: '帧“{text}”' },
  objectNumber: { en: 'object number "{text}"', zh: '目标编号“{text}”' },
  quotedType: { en: 'type "{type}"', zh: '类型“{type}”' },
  labelColumns: { en: 'type and 14 or 15 numbers', zh: '类型及 14 或 15 个数' },
  labelSize: { en: 'height width length {size}', zh: '高 宽 长 {size}' },
  imageBytes: { en: 'bytes {bytes}', zh: '字节 {bytes}' },

  numbers: { en: '{count} numbers', zh: '{count} 个数' },
  noSuchLine: { en: 'no such line', zh: '没有这一行' },
  matrices: { en: 'rotations and projections', zh: '旋转矩阵与投影矩阵' },
  notMatrices: { en: 'a matrix that is neither', zh: '两者都不是的矩阵' },

  manyAlike: {
    en: 'several {key} in one frame: their labels are not linked into tracks',
    zh: '同一帧中有多个 {key}：其标注不连成轨迹',
  },
  placement: {
    en: 'a frame’s name, a label_map.json, or boxes that fit one frame alone',
    zh: '帧名、label_map.json，或只与一帧相符的框',
  },
  fit: { en: 'fit {fit} on frame {name}', zh: '与帧 {name} 的吻合度为 {fit}' },
  noBoxes: { en: 'no boxes to place it by', zh: '没有可据以归帧的框' },
  placedAlone: {
    en: 'placed on frame {name} because its {count} boxes hold the points there up to their sides (fit {fit})',
    zh: '归到帧 {name}：其 {count} 个框贴合该帧的点（吻合度 {fit}）',
  },
  placedBefore: {
    en: 'placed on frame {name} because its {count} boxes hold the points there up to their sides (fit {fit}, before {nextFit} on frame {nextName})',
    zh: '归到帧 {name}：其 {count} 个框贴合该帧的点（吻合度 {fit}，其次为帧 {nextName} 的 {nextFit}）',
  },
  rival: {
    en: 'fits frame {name}, as does {rival}',
    zh: '与帧 {name} 相符，{rival} 也与之相符',
  },

  tracklets: {
    en: 'boost_serialization with tracklets',
    zh: '含 tracklets 的 boost_serialization',
  },
  trackletAt: { en: 'tracklet {index} {part}', zh: 'tracklet {index} {part}' },
  tracklet: { en: 'tracklet {index}', zh: 'tracklet {index}' },
  poseAt: { en: 'pose {index} {tag}', zh: '位姿 {index} {tag}' },
  poseCount: {
    en: 'says {told} poses, has {real}: all are taken',
    zh: '自称 {told} 个位姿，实有 {real} 个：全部读取',
  },
  negativeSize: {
    en: 'has a negative size: taken without its sign',
    zh: '尺寸为负：按绝对值读取',
  },
  cvatAxes: {
    en: 'tags h, w, l hold the extents along x, y, z, as Datumaro and CVAT write them',
    zh: '标签 h、w、l 为沿 x、y、z 的尺寸，同 Datumaro 和 CVAT 的写法',
  },
  sizeInMeters: { en: 'a size in meters', zh: '以米计的尺寸' },

  noIds: { en: 'KITTI object labels have no ids', zh: 'KITTI object 标注没有编号' },
  words: { en: 'a label begins with one word', zh: '标注以一个单词开头' },
  yawOnly: {
    en: 'KITTI boxes turn about the camera’s vertical only',
    zh: 'KITTI 的框只绕相机竖直轴转动',
  },
  twoAttributes: {
    en: 'KITTI holds occlusion and truncation only',
    zh: 'KITTI 只保存遮挡与截断',
  },
  noTimes: { en: 'KITTI object frames have neither', zh: 'KITTI object 的帧两者都没有' },
  leftCamera: {
    en: 'only the left color camera is written',
    zh: '只写出左侧彩色相机',
  },
  rectified: {
    en: 'KITTI images are rectified: P2 holds no distortion',
    zh: 'KITTI 图像已校正：P2 不含畸变',
  },
  labelsOnly: { en: 'only labels are written', zh: '只写出标注' },
  oneSize: {
    en: 'a tracklet has one size: the track’s, else the middle one',
    zh: 'tracklet 只有一个尺寸：取轨迹的尺寸，否则取中间值',
  },
  noScore: { en: 'tracklets have no score', zh: 'tracklet 没有得分' },
  trackletAttributes: {
    en: 'tracklets hold occlusion and truncation only',
    zh: 'tracklet 只保存遮挡与截断',
  },
  no2dBoxes: { en: 'tracklets have no 2D boxes', zh: 'tracklet 没有 2D 框' },
})
