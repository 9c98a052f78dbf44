import { catalogue } from '@trueline/annotation'

/** What is said of PLY files. */
export const plyTexts = catalogue({
  headerLine: { en: 'a PLY header line', zh: 'PLY 文件头的一行' },
  header: { en: 'a PLY header that ends with end_header', zh: '以 end_header 结束的 PLY 文件头' },
  noEnd: { en: 'no end_header in {bytes} bytes', zh: '{bytes} 字节内没有 end_header' },
  vertices: { en: 'an element vertex', zh: 'vertex 元素' },
  elements: { en: 'elements {names}', zh: '元素 {names}' },
  fixedRows: { en: 'vertices without lists', zh: '不含列表的顶点' },
  list: { en: 'list {name}', zh: '列表 {name}' },
  points: { en: '{rows} of {count} vertices', zh: '{count} 个顶点中的 {rows} 个' },
  allPoints: { en: '{count} vertices', zh: '{count} 个顶点' },
})
