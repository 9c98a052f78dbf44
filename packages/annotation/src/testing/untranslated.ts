import type { Message, Template } from '../message.ts'

/** Two words of a sentence; names of files, keys and fields have other signs between them. */
const ENGLISH = /(^|[\s，。：（])[a-z’]+ [a-z’]+(?=$|[\s，。：）])/

const HAN = /\p{Script=Han}/u

/** Whether a text has no more English in its Chinese than names. */
export function isTranslated({ en, zh }: Message): boolean {
  if (en === '' || zh === '' || HAN.test(en) || ENGLISH.test(zh)) return false
  return HAN.test(zh) || wordsOf(zh) === wordsOf(en)
}

/** The texts of a catalogue that are not there in both languages once their slots are filled. */
export function untranslated(
  texts: Readonly<Record<string, Message | Template>>,
): readonly Message[] {
  return Object.values(texts)
    .map((text) => (typeof text === 'function' ? filled(text) : text))
    .filter((text) => !isTranslated(text) || /[{}]/.test(text.en + text.zh))
}

function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

function filled(template: Template): Message {
  const names = [...template.text.en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  return template(Object.fromEntries(names.map((name) => [name, 7])))
}
