import { catalogue } from '@trueline/annotation'

/** What is said of an acceptance profile that cannot be used. */
export const profileTexts = catalogue({
  profile: {
    en: 'an acceptance profile: an object with name and limits',
    zh: '验收标准：含 name 和 limits 的对象',
  },
  aName: { en: 'a name of 1 to 200 characters', zh: '1 至 200 个字符的名称' },
  limits: { en: 'an object of limits', zh: '由限值组成的对象' },
  confidence: { en: 'a number from 0.5 to 0.999', zh: '0.5 至 0.999 之间的数' },
  fromZero: { en: 'a number of at least 0', zh: '不小于 0 的数' },
  share: { en: 'a share from 0 to 1', zh: '0 至 1 之间的比例' },
  nothing: { en: 'nothing', zh: '无' },
})
