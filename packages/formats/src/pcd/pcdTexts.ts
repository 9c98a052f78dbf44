import { catalogue } from '@trueline/annotation'

/** What is said of PCD files. */
export const pcdTexts = catalogue({
  fields: { en: 'fields {names}', zh: '字段 {names}' },
  fieldsXyz: { en: 'fields x, y and z', zh: '字段 x、y、z' },
  far: {
    en: 'points lie up to {meters} m from the origin: they are rounded',
    zh: '有的点距原点达 {meters} m：坐标精度会降低',
  },
  viewpoint: { en: '{values} is not applied to the points', zh: '{values} 未用于变换各点' },
  field: { en: 'field {name}', zh: '字段 {name}' },
  movedField: {
    en: 'is at byte {offset}, not {wrong} as the header says',
    zh: '在第 {offset} 字节，不在文件头所说的第 {wrong} 字节',
  },
  senseless: { en: 'holds no values that make sense: left out', zh: '没有合理的值：已略去' },

  noPoints: { en: 'holds no points', zh: '没有点' },
  pointsOfNothing: { en: 'points of 0 bytes', zh: '每点 0 字节' },
  sizedFields: { en: 'fields with a size', zh: '有大小的字段' },
  compressedBytes: {
    en: 'two sizes and {count} compressed bytes',
    zh: '两个长度及 {count} 字节压缩数据',
  },
  decompressed: { en: '{count} bytes once decompressed', zh: '解压后 {count} 字节' },
  pointsOf: { en: '{count} points of {bytes} bytes', zh: '{count} 个点，每点 {bytes} 字节' },
  brokenLzf: { en: 'a broken LZF stream', zh: '损坏的 LZF 数据流' },
  bytesPoints: { en: '{bytes} bytes, {count} points', zh: '{bytes} 字节，{count} 个点' },
  otherStride: {
    en: 'header says {told} bytes a point, the file has {real}: the file is followed',
    zh: '文件头说每点 {told} 字节，文件实为 {real}：以文件为准',
  },
  cutShort: {
    en: 'cut short: {rows} of {count} points are there',
    zh: '不完整：{count} 个点中只有 {rows} 个',
  },

  afterData: { en: 'after DATA', zh: 'DATA 之后' },
  rowsOf: { en: '{rows} of {count} points', zh: '{count} 个点中的 {rows} 个' },
  rowsOfBad: {
    en: '{rows} of {count} points, line {line} of the points is "{text}"',
    zh: '{count} 个点中的 {rows} 个，点数据第 {line} 行为“{text}”',
  },
  linesOf: { en: 'lines of {tokens} numbers', zh: '每行 {tokens} 个数' },
  linesLeftOut: {
    en: '{found}; {bad} lines left out, expected {expected}',
    zh: '{found}；略去 {bad} 行，应为{expected}',
  },

  noLine: { en: 'no {key} line', zh: '没有 {key} 行' },
  lineBeforeData: { en: 'a {key} line before DATA', zh: 'DATA 之前应有 {key} 行' },
  noField: { en: 'no field', zh: '没有字段' },
  fieldNames: { en: 'names of fields', zh: '字段名' },
  values: { en: '{count} values', zh: '{count} 个值' },
  oneForEach: { en: 'one for each of {count} fields', zh: '{count} 个字段各一个' },
  typeOf: { en: 'type {type} of {size} bytes', zh: '{size} 字节的类型 {type}' },
  types: {
    en: 'F 4 8, I 1 2 4 8 or U 1 2 4 8',
    zh: 'F 4 8、I 1 2 4 8 或 U 1 2 4 8',
  },
  headerLine: { en: 'a PCD header line', zh: 'PCD 文件头的一行' },
  noData: { en: 'no DATA line in {bytes} bytes', zh: '{bytes} 字节内没有 DATA 行' },
  header: { en: 'a PCD header that ends with DATA', zh: '以 DATA 结束的 PCD 文件头' },
})
