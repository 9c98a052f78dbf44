import { catalogue, type Message } from '@trueline/annotation'

/** What several codecs, and those who call them, say. */
export const sharedTexts = catalogue({
  line: { en: 'line {number}', zh: '第 {number} 行' },
  byte: { en: 'byte {offset}', zh: '字节偏移 {offset}' },
  or: { en: ' or ', zh: ' 或 ' },
  comma: { en: ', ', zh: '，' },

  emptyFile: { en: 'an empty file', zh: '空文件' },
  bytes: { en: '{count} bytes', zh: '{count} 字节' },
  otherBytes: { en: '{count} bytes of something else', zh: '{count} 字节的其他内容' },
  image: { en: 'a PNG, JPEG, WebP or BMP image', zh: 'PNG、JPEG、WebP 或 BMP 图像' },
  readable: { en: 'a file that can be read', zh: '可读取的文件' },
  notReadable: { en: 'a file that cannot be read', zh: '无法读取的文件' },
  oneForClip: { en: 'one for a clip', zh: '每个片段一个' },

  nothing: { en: 'nothing', zh: '无' },
  none: { en: 'none', zh: '无' },
  word: { en: 'a word', zh: '单词' },
  number: { en: 'a number', zh: '数字' },
  wholeNumber: { en: 'a whole number', zh: '整数' },
  threePositive: { en: 'three positive numbers', zh: '三个正数' },
  columns: { en: '{count} columns', zh: '{count} 列' },
  named: { en: '{name} "{value}"', zh: '{name}为“{value}”' },

  array: { en: 'an array of {count}', zh: '{count} 项的数组' },
  objectWith: { en: 'an object with {keys}', zh: '含 {keys} 的对象' },
  objectWithout: { en: 'an object with no keys', zh: '没有键的对象' },
  anObject: { en: 'an object', zh: '对象' },
  anArray: { en: 'an array', zh: '数组' },
  aText: { en: 'a text', zh: '文本' },
  finiteNumber: { en: 'a finite number', zh: '有限数值' },
  finiteNumbers: { en: '{lengths} finite numbers', zh: '{lengths} 个有限数值' },

  utf8: { en: 'UTF-8 text', zh: 'UTF-8 文本' },
  aByte: { en: 'byte 0x{hex}', zh: '字节 0x{hex}' },
  json: { en: 'JSON', zh: 'JSON' },
  notJson: { en: 'text that is no JSON', zh: '不是 JSON 的文本' },
  lineColumn: { en: 'line {line}, column {column}', zh: '第 {line} 行第 {column} 列' },
  deeper: { en: 'more than {levels} levels of nesting', zh: '嵌套超过 {levels} 层' },
  atMost: { en: 'at most {most}', zh: '最多 {most}' },

  notRigid: { en: 'a matrix that is no rotation and translation', zh: '不是旋转加平移的矩阵' },
  rigid: { en: 'a rotation and a translation', zh: '旋转加平移' },

  boxesAlone: { en: 'the format holds boxes alone', zh: '该格式只能保存框' },
})

/** The place of all of a file. */
export const WHOLE: Message = { en: '', zh: '' }

/** What an engine or a library says, which speaks English alone; in Chinese, what that comes to. */
export function saidBy(error: unknown, meaning: Message): Message {
  return { en: error instanceof Error ? error.message : String(error), zh: meaning.zh }
}
