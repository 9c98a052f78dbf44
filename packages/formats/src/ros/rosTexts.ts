import { catalogue } from '@trueline/annotation'

/** What is said of ROS bags and MCAP files. */
export const rosTexts = catalogue({
  title: { en: 'ROS bags and MCAP', zh: 'ROS bag 与 MCAP' },
  reads: {
    en: 'ROS 1 .bag and .mcap (ROS, protobuf, JSON): PointCloud2, Livox CustomMsg, Image, CompressedImage, CameraInfo, TF, Odometry; Foxglove’s PointCloud, RawImage, CompressedImage, CameraCalibration, FrameTransform',
    zh: 'ROS 1 .bag 与 .mcap（ROS、protobuf、JSON）：PointCloud2、Livox CustomMsg、Image、CompressedImage、CameraInfo、TF、Odometry；Foxglove 的 PointCloud、RawImage、CompressedImage、CameraCalibration、FrameTransform',
  },
  oneFile: {
    en: 'One file is a clip: of several the largest is read.',
    zh: '一个文件为一个片段：有多个时读取最大的一个。',
  },
  frames: {
    en: 'A frame is a sweep of the lidar that has most; other lidars and images join the nearest one.',
    zh: '帧为点云最多的激光雷达的每次扫描；其他激光雷达和图像归入最近的帧。',
  },
  packets: {
    en: 'Raw packets of a driver and compressed video are not read.',
    zh: '不读取驱动原始数据包与压缩视频。',
  },
  holds: { en: '{file} is a recording of ROS', zh: '{file} 为 ROS 记录' },
  none: { en: 'no .bag or .mcap', zh: '没有 .bag 或 .mcap' },
  recording: { en: 'a ROS 1 bag or an MCAP file', zh: 'ROS 1 bag 或 MCAP 文件' },
  secondFile: { en: 'a second recording', zh: '另一个记录' },
  oneRecording: { en: 'one for a clip: {file} is read', zh: '每个片段一个：读取 {file}' },
  noIndex: { en: 'a recording without an index', zh: '没有索引的记录' },
  indexed: {
    en: 'an indexed one: "rosbag reindex" and "mcap recover" make it',
    zh: '带索引的记录：可用 rosbag reindex、mcap recover 生成',
  },
  broken: { en: 'a broken recording', zh: '损坏的记录' },
  compression: { en: 'compression {name}', zh: '压缩方式 {name}' },
  compressions: { en: 'none, lz4, zstd or bz2', zh: 'none、lz4、zstd 或 bz2' },
  record: { en: 'a record that reaches beyond the file', zh: '超出文件的记录' },
  wholeRecord: { en: 'a whole record', zh: '完整的记录' },
  topics: { en: 'topics {names}', zh: '话题 {names}' },
  noTopics: { en: 'no topics', zh: '没有话题' },
  sweeps: {
    en: 'a topic of sensor_msgs/PointCloud2, Livox’ CustomMsg or foxglove.PointCloud',
    zh: 'sensor_msgs/PointCloud2、Livox CustomMsg 或 foxglove.PointCloud 话题',
  },
  unread: {
    en: 'topic {name} of type {type} is not read',
    zh: '不读取类型为 {type} 的话题 {name}',
  },
  message: { en: 'topic {name}, {time} ns', zh: '话题 {name}，{time} ns' },
  brokenMessage: { en: 'a message that ends too early', zh: '不完整的消息' },
  ofType: { en: 'a message of {type}', zh: '{type} 消息' },
  encoding: { en: 'encoding {name}', zh: '编码 {name}' },
  encodings: {
    en: 'rgb8, bgr8, rgba8, bgra8, mono8, mono16 or a Bayer pattern',
    zh: 'rgb8、bgr8、rgba8、bgra8、mono8、mono16 或 Bayer 格式',
  },
  noPose: {
    en: 'no transform leads from {from} to {to}: {from} is taken to stand there',
    zh: '没有从 {from} 到 {to} 的变换：按重合处理',
  },
  noWorld: { en: 'no transform says where the vehicle was', zh: '没有变换说明车辆位置' },
  noLens: {
    en: 'distortion {name} of {topic} is not known: no overlays',
    zh: '{topic} 的畸变 {name} 未知：不叠加标注',
  },
  noInfo: {
    en: '{topic} has no CameraInfo: no overlays',
    zh: '{topic} 没有 CameraInfo：不叠加标注',
  },
  fieldType: { en: 'field {name} of datatype {type}', zh: '字段 {name} 的数据类型 {type}' },
  layout: {
    en: '{bytes} bytes for {width} × {height} points of {step}',
    zh: '{width} × {height} 个点、每点 {step} 字节，却有 {bytes} 字节',
  },
  sound: { en: 'as many bytes as points', zh: '与点数相符的字节数' },
})
