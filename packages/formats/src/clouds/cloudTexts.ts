import { catalogue } from '@trueline/annotation'

/** What is said of point clouds, whatever holds them. */
export const cloudTexts = catalogue({
  columns: { en: 'columns {names}', zh: '列 {names}' },
  noColumns: { en: 'no columns', zh: '没有列' },
  columnsXyz: { en: 'columns x, y and z', zh: '列 x、y、z' },
  senseless: {
    en: 'column {name} holds no values that make sense: left out',
    zh: '列 {name} 没有合理的值：已略去',
  },
  far: {
    en: 'points lie up to {meters} m from the origin: they are rounded',
    zh: '有的点距原点达 {meters} m：坐标精度会降低',
  },
  tooMany: { en: '{count} points in {bytes} bytes', zh: '{bytes} 字节中有 {count} 个点' },
  fewer: { en: 'no more points than bytes', zh: '点数不超过字节数' },
  cutShort: {
    en: 'cut short: {rows} of {count} points are there',
    zh: '不完整：{count} 个点中只有 {rows} 个',
  },
  rowsOf: { en: '{rows} of {count} points', zh: '{count} 个点中的 {rows} 个' },
  allOf: { en: '{count} points', zh: '{count} 个点' },
})
