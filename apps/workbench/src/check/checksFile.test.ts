import { CheckSettingsError, DEFAULT_SETTINGS, parseSettings } from '@trueline/consistency'
import { expect, it } from 'vitest'
import { checksFileOf, settingsInFile, withChoice } from './checksFile.ts'

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
