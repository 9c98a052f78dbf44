import { untranslated } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import { backendTexts, threadsText } from './backendTexts.ts'

it('says what a network runs on in both languages', () => {
  expect(untranslated(backendTexts)).toEqual([])
  expect(threadsText(backendTexts.webAssembly, 2)).toEqual({
    en: 'WebAssembly, 2 threads',
    zh: 'WebAssembly，2 个线程',
  })
})
