import { catalogue } from '@trueline/annotation'

/** What is said of LAS and LAZ files. */
export const lasTexts = catalogue({
  header: { en: 'a LAS header of at least 227 bytes', zh: '至少 227 字节的 LAS 文件头' },
  format: { en: 'point format {format}', zh: '点格式 {format}' },
  formats: { en: 'point formats 0 to 10', zh: '点格式 0 至 10' },
  packedFormats: {
    en: 'compressed point formats 0 to 3 and 6 to 8',
    zh: '压缩点格式 0 至 3 及 6 至 8',
  },
  record: { en: 'points of {bytes} bytes', zh: '每点 {bytes} 字节' },
  longer: {
    en: 'at least {bytes} bytes for point format {format}',
    zh: '点格式 {format} 至少 {bytes} 字节',
  },
  scale: { en: 'scale {values}', zh: '比例 {values}' },
  sound: { en: 'finite scales and offsets', zh: '有限的比例和偏移' },
  broken: { en: 'a broken LAZ stream', zh: '损坏的 LAZ 数据流' },
  laz: { en: 'points compressed by LASzip', zh: 'LASzip 压缩的点' },
})
