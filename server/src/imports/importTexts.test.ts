import { untranslated } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import { importTexts } from './importTexts.ts'

it('says everything of imports in both languages', () => {
  expect(untranslated(importTexts)).toEqual([])
})
