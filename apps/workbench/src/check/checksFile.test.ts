import { CheckSettingsError, DEFAULT_SETTINGS, parseSettings } from '@trueline/consistency'
import { expect, it } from 'vitest'
import {
  changedChecks,
  checksFileOf,
  limitChoice,
  settingsInFile,
  withChoice,
} from './checksFile.ts'

it('settings are read back from the file they are written to', () => {
  const settings = withChoice(DEFAULT_SETTINGS, 'B1', { isBlocking: true, level: 'error' })
  expect(settings.B1).toMatchObject({ isBlocking: true, level: 'error', isOn: true })
  expect(settings.C3).toBe(DEFAULT_SETTINGS.C3)
  expect(parseSettings(checksFileOf(settings))).toEqual(settings)
  expect(settingsInFile(JSON.stringify(checksFileOf(settings)))).toEqual(settings)
})

it('a file that is none is refused with where, found and expected', () => {
  expect(() => settingsInFile('{"B1": {"limits": {"part": 1}}}')).toThrow(CheckSettingsError)
  expect(() => settingsInFile('no')).toThrow(SyntaxError)
})

it('limits are set for all or for a category, and tell which checks are other than before', () => {
  const wide = withChoice(
    DEFAULT_SETTINGS,
    'B1',
    limitChoice(DEFAULT_SETTINGS.B1, null, { share: 0.2 }),
  )
  const both = withChoice(wide, 'C1', limitChoice(wide.C1, 'bus', { speed: 30 }))
  expect(both.B1.limits).toMatchObject({ share: 0.2, least: DEFAULT_SETTINGS.B1.limits.least })
  expect(both.C1.byCategory).toMatchObject({
    bus: { speed: 30 },
    pedestrian: DEFAULT_SETTINGS.C1.byCategory.pedestrian,
  })
  expect(changedChecks(both, DEFAULT_SETTINGS)).toEqual(['B1', 'C1'])
  expect(changedChecks(settingsInFile(JSON.stringify(checksFileOf(both))), both)).toEqual([])
})
