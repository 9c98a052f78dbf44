import { catalogue } from '@trueline/annotation'

/** What is said of XML files. */
export const xmlTexts = catalogue({
  xml: { en: 'XML', zh: 'XML' },
  notXml: { en: 'text that is no XML', zh: '不是 XML 的文本' },
  element: { en: '<{name}>', zh: '<{name}>' },
  noAttribute: { en: 'no {name}', zh: '没有 {name}' },
})
