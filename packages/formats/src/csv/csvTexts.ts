import { catalogue } from '@trueline/annotation'

/** What is said of clouds as text. */
export const csvTexts = catalogue({
  header: { en: 'a first line of column names', zh: '首行为列名' },
})
