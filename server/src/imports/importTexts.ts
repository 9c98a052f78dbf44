import { catalogue } from '@trueline/annotation'

/** What the server says of what it is given, and of what is asked of it. */
export const importTexts = catalogue({
  nothingThere: { en: 'nothing there', zh: '此处没有任何内容' },
  source: { en: 'a folder, a zip or a file', zh: '文件夹、zip 或文件' },
  noFiles: { en: 'no files', zh: '没有文件' },
  filesSuchAs: { en: '{count} files: {paths} …', zh: '{count} 个文件：{paths} …' },
  knownFormat: { en: 'a known format', zh: '已知格式' },
  format: { en: 'format', zh: '格式' },
  listedFormat: {
    en: 'a format that `trueline formats` lists',
    zh: '`trueline formats` 列出的格式',
  },
  writtenFormat: {
    en: 'a format that `trueline formats` lists as written',
    zh: '`trueline formats` 列为可写出的格式',
  },
  onlyRead: { en: '{format}, which is only read', zh: '{format}，该格式只能读取' },
  aClip: { en: 'a clip of this server', zh: '本服务器上的片段' },
  aClipNot: { en: 'a clip that is not here', zh: '不在此处的片段' },

  zip: { en: 'a whole zip archive', zh: '完整的 zip 压缩包' },
  notZip: { en: 'an archive that cannot be read', zh: '无法读取的压缩包' },
  centralDirectory: { en: 'central directory', zh: '中央目录' },
  entries: { en: '{count} entries', zh: '{count} 个条目' },
  secondEntry: { en: 'a second entry of this name', zh: '同名的第二个条目' },
  nameOnce: { en: 'each name once', zh: '每个名称只出现一次' },
  unfoldedOver: {
    en: 'more than {count} bytes unfolded',
    zh: '解压后超过 {count} 字节',
  },
  overlapping: { en: 'entries that overlap', zh: '相互重叠的条目' },
  consecutive: {
    en: 'entries that lie one after the other',
    zh: '依次排列的条目',
  },
  guessedName: {
    en: 'the name is not UTF-8 and was read as {encoding}',
    zh: '名称不是 UTF-8，已按 {encoding} 读取',
  },
  pathInside: { en: 'a relative path inside the archive', zh: '压缩包内的相对路径' },
  symbolicLink: { en: 'a symbolic link', zh: '符号链接' },
  file: { en: 'a file', zh: '文件' },
  encrypted: { en: 'an encrypted entry', zh: '加密的条目' },
  noPassword: { en: 'one without a password', zh: '没有密码的条目' },
  unfolded: { en: '{count} bytes unfolded', zh: '解压后 {count} 字节' },
  folded: {
    en: '{count} bytes folded into {folded}',
    zh: '{count} 字节压缩为 {folded} 字节',
  },
  ratio: { en: 'at most {ratio} to 1', zh: '最多 {ratio} 比 1' },
  moreBytes: { en: 'more than {count} bytes', zh: '超过 {count} 字节' },
  bytesAsTold: { en: '{count} bytes, as its entry says', zh: '{count} 字节，如其条目所述' },

  uploadBegun: {
    en: 'an upload that was begun and not yet imported',
    zh: '已开始且尚未导入的上传',
  },
  uploadPath: {
    en: 'a relative path with / between its parts',
    zh: '各部分以 / 分隔的相对路径',
  },
  folderThere: {
    en: 'a file where another has a folder',
    zh: '在另一文件的文件夹处的文件',
  },
  pathOnce: { en: 'each path once', zh: '每个路径只出现一次' },
  longPath: { en: 'a path that is too long', zh: '过长的路径' },
  pathBytes: { en: 'at most about 4,000 bytes', zh: '最多约 4,000 字节' },
  noSpace: { en: 'no space left on the server', zh: '服务器空间不足' },
  space: { en: 'space for the whole of it', zh: '足以容纳全部内容的空间' },

  unstorable: { en: 'text with a NUL or half a character', zh: '含 NUL 或残缺字符的文本' },
  wholeCharacters: { en: 'whole characters', zh: '完整的字符' },
  unsoundModel: { en: 'a camera model with a wrong value', zh: '数值有误的相机模型' },
  cameraModel: { en: 'a camera model', zh: '相机模型' },
  camera: { en: 'camera {id}', zh: '相机 {id}' },
  lidar: { en: 'lidar {id}', zh: '激光雷达 {id}' },
  frame: { en: 'frame {name}', zh: '帧 {name}' },
  frameCamera: { en: 'frame {frame}, camera {id}', zh: '帧 {frame}，相机 {id}' },
  category: { en: 'category {id}', zh: '类别 {id}' },
  theClip: { en: 'the clip', zh: '片段' },
  keptOf: { en: 'what is kept of {what}', zh: '为{what}保留的内容' },
  clip: { en: 'clip', zh: '片段' },
  soundClip: { en: 'a sound clip', zh: '完好的片段' },
  unsoundClip: { en: 'a clip with a wrong value', zh: '数值有误的片段' },
  noRecordsLeft: {
    en: '{frames} frames without sensors and no labels',
    zh: '{frames} 帧均无传感器数据，也没有标注',
  },
  sweepsImagesLabels: { en: 'sweeps, images or labels', zh: '点云、图像或标注' },

  notFinite: {
    en: '{count} points without a finite position were left out',
    zh: '略去 {count} 个没有有限坐标的点',
  },
  noPoints: { en: 'the sweep has no points', zh: '点云没有点' },

  unsoundRecord: { en: 'a record with a wrong value', zh: '数值有误的记录' },
  soundRecord: { en: 'a sound record', zh: '完好的记录' },
  frameNumber: { en: 'frame {frame}', zh: '帧 {frame}' },
  frameBelow: { en: 'a frame below {count}', zh: '小于 {count} 的帧' },
  idTwice: { en: 'the same id twice', zh: '重复的编号' },
  idOnce: { en: 'each id once', zh: '每个编号只出现一次' },
  orphan: { en: '{id}, which is not there', zh: '不存在的 {id}' },
  trackOfClip: { en: 'a track of this clip', zh: '本片段的轨迹' },
  recordOfClip: { en: 'a record of this clip', zh: '本片段的记录' },

  noLabels: { en: 'no labels', zh: '没有标注' },
  labels: { en: 'labels', zh: '标注' },
  oneOf: { en: 'one of {names}', zh: '{names} 之一' },
  labelsOfFrame: {
    en: '{count} labels of frame {frame}, which {clip} does not have',
    zh: '帧 {frame} 的 {count} 个标注，而 {clip} 没有该帧',
  },
  frameOfClip: { en: 'a frame of the clip', zh: '片段中的帧' },
  matchedByPlace: {
    en: 'no frame names are shared: frames were matched by their place in the clip',
    zh: '没有共同的帧名：已按在片段中的次序对应',
  },
  unusedCategory: {
    en: 'no label of the source has this category',
    zh: '数据源中没有该类别的标注',
  },
  unknownCategory: {
    en: '{count} labels have the category {id}, which is not one we know: a mapping, {entry}, can name one',
    zh: '{count} 个标注的类别为 {id}，不是已知类别：可用映射 {entry} 指定',
  },

  unsoundEdit: { en: 'an edit with a wrong value', zh: '数值有误的编辑' },
  soundEdit: { en: 'a sound edit', zh: '完好的编辑' },
  beforeOf: { en: 'before of {id}', zh: '{id} 的改动前' },
  noRecord: { en: 'no record', zh: '没有记录' },
  otherRecord: {
    en: 'another record than is stored',
    zh: '与已保存的记录不同',
  },
  storedRecord: {
    en: 'the record as it is stored at this revision',
    zh: '该修订所保存的记录',
  },
})
