import { catalogue } from '@trueline/annotation'

/** What is said of pickles. */
export const pickleTexts = catalogue({
  operation: { en: 'operation 0x{code}', zh: '操作码 0x{code}' },
  knownOperation: { en: 'a pickle of protocol 2 to 5', zh: '协议 2 至 5 的 pickle' },
  ends: { en: 'an end inside a value', zh: '值未结束' },
  object: { en: 'an object of {name}', zh: '{name} 对象' },
  plain: {
    en: 'plain values, NumPy arrays and DataFrames; nothing of a pickle is run: write it as JSON instead',
    zh: '普通值、NumPy 数组和 DataFrame；pickle 不会被执行：请改存为 JSON',
  },
  tooMuch: { en: 'more than {count} values', zh: '超过 {count} 个值' },
  gzip: { en: 'broken gzip', zh: '损坏的 gzip' },
  frame: { en: 'a DataFrame', zh: 'DataFrame 表' },
})
