import { catalogue } from '@trueline/annotation'

/** What is said of headerless sweeps. */
export const binTexts = catalogue({
  rowsOf: { en: 'rows of {stride} bytes', zh: '每行 {stride} 字节' },
  noPoints: { en: 'holds no points', zh: '没有点' },
  surplus: {
    en: 'cut short or of another kind: {surplus} bytes after {rows} rows of {stride} bytes',
    zh: '不完整或为其他格式：{rows} 行（每行 {stride} 字节）之后还有 {surplus} 字节',
  },
})
