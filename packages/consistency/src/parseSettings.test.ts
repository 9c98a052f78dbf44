import { describe, expect, it } from 'vitest'
import { CheckSettingsError, parseSettings } from './parseSettings.ts'
import { DEFAULT_SETTINGS, limitsFor } from './settings.ts'

const CAR = { name: 'VEHICLE.CAR', meaning: 'car' }

function refusal(json: unknown): { place: string; found: string } {
  try {
    parseSettings(json)
  } catch (error) {
    if (error instanceof CheckSettingsError) return { place: error.place, found: error.found }
    throw error
  }
  throw new Error('Expected a refusal')
}

describe('parseSettings', () => {
  it('leaves all as it is where nothing is said', () => {
    expect(parseSettings({})).toEqual(DEFAULT_SETTINGS)
  })

  it('takes what is said of a check, and leaves its other limits', () => {
    const settings = parseSettings({
      B1: { on: false, level: 'error', blocking: true, limits: { share: 0.1 } },
    })
    expect(settings.B1).toMatchObject({ isOn: false, level: 'error', isBlocking: true })
    expect(limitsFor(settings, 'B1', CAR)).toEqual({ share: 0.1, least: 0.05 })
  })

  it('takes limits of a category by the source’s name before ours', () => {
    const byCategory = { car: { speed: 50 }, 'VEHICLE.CAR': { speed: 60 } }
    const settings = parseSettings({ C1: { byCategory } })
    expect(limitsFor(settings, 'C1', CAR).speed).toBe(60)
    expect(limitsFor(settings, 'C1', { name: 'Car', meaning: 'car' }).speed).toBe(50)
    expect(limitsFor(settings, 'C1', { name: 'Walker', meaning: 'pedestrian' }).speed).toBe(4)
  })

  it('refuses what it does not know, and says where', () => {
    expect(refusal({ Z9: {} })).toEqual({ place: '/Z9', found: 'Z9' })
    expect(refusal({ B1: { limits: { shares: 1 } } })).toEqual({
      place: '/B1/limits',
      found: 'shares',
    })
    expect(refusal({ C1: { byCategory: { car: { kmh: 1 } } } }).place).toBe('/C1/byCategory/car')
    expect(refusal({ B1: { level: 'fatal' } })).toEqual({ place: '/B1/level', found: '"fatal"' })
    expect(refusal({ B1: { limits: { share: '5 %' } } }).place).toBe('/B1/limits/share')
    expect(refusal([1]).place).toBe('/')
    expect(refusal(null).place).toBe('/')
  })
})
