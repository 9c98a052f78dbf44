import { catalogue } from '@trueline/annotation'

/** What is said of Parquet files. */
export const parquetTexts = catalogue({
  broken: { en: 'no Parquet file', zh: '不是 Parquet 文件' },
  parquet: { en: 'a Parquet file', zh: 'Parquet 文件' },
  tooMany: { en: '{count} rows in {bytes} bytes', zh: '{bytes} 字节中有 {count} 行' },
})
