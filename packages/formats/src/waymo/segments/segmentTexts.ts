import { catalogue } from '@trueline/annotation'

/** What is said of segments of Waymo's first version. */
export const segmentTexts = catalogue({
  title: { en: 'Waymo Open Dataset 1', zh: 'Waymo Open Dataset 1' },
  reads: {
    en: '.tfrecord segments: range images of all lidars with both returns, images, calibration, poses, laser and camera labels',
    zh: '.tfrecord 片段：全部激光雷达的距离图像（含两次回波）、图像、标定、位姿、激光与相机标注',
  },
  oneFile: {
    en: 'A clip is one segment: of several files the largest is read.',
    zh: '一个片段为一个文件：有多个文件时读取最大者。',
  },
  left: {
    en: 'Labels projected into images, zones without labels, map features, flow, key points and segmentation are not read.',
    zh: '不读取投影到图像的标注、无标注区、地图要素、光流、关键点与分割。',
  },
  labels: {
    en: 'Labels are written as objects.bin by the format waymo.',
    zh: '标注以 waymo 格式写为 objects.bin。',
  },
  none: { en: 'no .tfrecord file', zh: '没有 .tfrecord 文件' },
  holds: { en: '{file} holds TFRecords', zh: '{file} 含 TFRecord' },
  segment: { en: 'a .tfrecord file of a segment', zh: '片段的 .tfrecord 文件' },
  secondFile: { en: 'a second segment', zh: '另一个片段' },
  alone: { en: '{file} alone', zh: '仅 {file}' },
  record: { en: 'record {index}', zh: '第 {index} 条记录' },
  laser: { en: 'record {index}, laser {name}', zh: '第 {index} 条记录，激光雷达 {name}' },
  brokenLength: { en: 'a length whose checksum is another’s', zh: '长度与其校验和不符' },
  length: {
    en: 'the length of a record and its masked CRC-32C',
    zh: '记录长度及其掩码 CRC-32C',
  },
  brokenRecord: { en: 'bytes whose checksum is another’s', zh: '字节与其校验和不符' },
  checksum: { en: 'the masked CRC-32C that stands behind them', zh: '其后的掩码 CRC-32C' },
  broken: { en: 'a broken message', zh: '损坏的消息' },
  frame: { en: 'a Frame of dataset.proto', zh: 'dataset.proto 的 Frame' },
  image: { en: 'a range image', zh: '距离图像' },
  noFrames: { en: 'no frame that can be read', zh: '没有可读取的帧' },
  noCalibration: {
    en: 'a lidar without a calibration: its range images are left out',
    zh: '激光雷达无标定：略去其距离图像',
  },
})
