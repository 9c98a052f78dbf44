import { catalogue } from '@trueline/annotation'

/** What is said of Draco files. */
export const dracoTexts = catalogue({
  broken: { en: 'a broken Draco stream', zh: '损坏的 Draco 数据流' },
  draco: { en: 'a Draco point cloud or mesh', zh: 'Draco 点云或网格' },
  noPosition: { en: 'no positions', zh: '没有坐标' },
})
