import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryTexts, openTestStore, testClip } from '../testing/testStore.ts'
import {
  DEFAULT_PREFERENCES,
  POINT_BUDGET_RANGE,
  POINT_SIZE_RANGE,
  parsePreferences,
} from './preferences.ts'
import { PREFERENCES_KEY } from './preferencesSlice.ts'

describe('preferences', () => {
  it('are the defaults where nothing sensible is kept', () => {
    for (const junk of [null, undefined, 3, 'x', [], { language: 'fr', pointBudget: '2' }]) {
      expect(parsePreferences(junk)).toEqual(DEFAULT_PREFERENCES)
    }
  })

  it('are within what is allowed, whatever is kept', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(DEFAULT_PREFERENCES)), fc.anything()),
        (kept) => {
          const parsed = parsePreferences(kept)
          expect(Object.keys(parsed).sort()).toEqual(Object.keys(DEFAULT_PREFERENCES).sort())
          expect(parsed.pointBudget).toBeGreaterThanOrEqual(POINT_BUDGET_RANGE.min)
          expect(parsed.pointBudget).toBeLessThanOrEqual(POINT_BUDGET_RANGE.max)
          expect(parsed.pointSizePx).toBeGreaterThanOrEqual(POINT_SIZE_RANGE.min)
          expect(parsed.pointSizePx).toBeLessThanOrEqual(POINT_SIZE_RANGE.max)
          expect(['en', 'zh']).toContain(parsed.language)
          expect(['dark', 'light']).toContain(parsed.theme)
          expect(parsed.authorName.length).toBeLessThanOrEqual(60)
          expect(parsePreferences(parsed)).toEqual(parsed)
        },
      ),
    )
  })

  it('keep the sensible ones beside those that are not', () => {
    const kept = { theme: 'light', pointSizePx: 99, keys: { undo: ['U'], redo: 'R', cut: [''] } }
    expect(parsePreferences(kept)).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'light',
      keys: { undo: ['U'] },
    })
  })

  it('are there again after a reload', () => {
    const storage = memoryTexts()
    openTestStore(testClip(1), [], storage).store.getState().prefer({ theme: 'light' })
    const again = openTestStore(testClip(1), [], storage).store
    expect(again.getState().preferences).toEqual({ ...DEFAULT_PREFERENCES, theme: 'light' })
  })

  it('start anew where what is kept is no JSON or the browser keeps nothing', () => {
    const broken = openTestStore(testClip(1), [], memoryTexts({ [PREFERENCES_KEY]: '{oops' }))
    expect(broken.store.getState().preferences).toEqual(DEFAULT_PREFERENCES)
    const refusing = {
      getItem: (): string => {
        throw new Error('forbidden')
      },
      setItem: (): void => {
        throw new Error('full')
      },
    }
    const { store } = openTestStore(testClip(1), [], refusing)
    store.getState().prefer({ theme: 'light' })
    expect(store.getState().preferences.theme).toBe('light')
  })
})
