import { catalogue } from '@trueline/annotation'

/** What is said of Arrow files. */
export const arrowTexts = catalogue({
  broken: { en: 'no Arrow file', zh: '不是 Arrow 文件' },
  feather: { en: 'an Arrow IPC file (Feather V2)', zh: 'Arrow IPC 文件（Feather V2）' },
})
