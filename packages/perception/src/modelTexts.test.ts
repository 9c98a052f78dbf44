import { untranslated } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import { modelTexts } from './modelTexts.ts'

it('says what is wrong with a model in both languages', () => {
  expect(untranslated(modelTexts)).toEqual([])
})
