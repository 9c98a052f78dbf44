import { catalogue } from '@trueline/annotation'

/** What the server says to those who set up what labels are tried by. */
export const qualityTexts = catalogue({
  noStretch: {
    en: 'Expected a stretch within the {frames} frames of the clip',
    zh: '应为该片段 {frames} 帧以内的一段',
  },
  nothingTrue: {
    en: 'The other clip has no box at any moment of the stretch: expected labels of the same recording',
    zh: '另一片段在这一段的任何时刻都没有框：应为同一次采集的标注',
  },
  isDouble: {
    en: 'This is a double itself: make one of the clip it was made of',
    zh: '该片段本身就是复标副本：请从原片段创建',
  },
  isUnprepared: {
    en: 'This task could not be made ready: those who run the project see which batch it is of',
    zh: '此任务未能准备就绪：项目负责人可以看到它所在的批次',
  },
  isOwnDouble: {
    en: 'You labelled the same stretch before: somebody else has to',
    zh: '您已标注过同一段：须由他人完成',
  },
})
