import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../keymap.ts'
import { actionOn, LAYERS, layerOf, ROWS, TOP_ROW } from './keyboard.ts'
import { capLabel } from './shortLabels.ts'

const caps = [TOP_ROW, ...ROWS].flat()
const on = (code: string, layer: (typeof LAYERS)[number], chosen = {}) =>
  actionOn(caps.find((cap) => cap.code === code)!, layer, { actions: ACTIONS, chosen })?.id

describe('the drawn keyboard', () => {
  it('has rows of one width', () => {
    for (const row of [TOP_ROW, ...ROWS]) {
      expect(row.reduce((sum, { units }) => sum + units, 0)).toBe(15)
    }
  })

  it('shows what a key does in each layer', () => {
    expect(on('KeyA', 'plain')).toBe('box.moveLeft')
    expect(on('KeyA', 'shift')).toBe('box.moveLeftCoarse')
    expect(on('KeyA', 'alt')).toBe('box.resizeLeft')
    expect(on('KeyA', 'shiftAlt')).toBe('box.resizeLeftCoarse')
    expect(on('KeyK', 'mod')).toBe('palette')
    expect(on('Digit3', 'shift')).toBe('backTenFrames')
    expect(on('Slash', 'shift')).toBe('keys')
    expect(on('Space', 'plain')).toBe('accept')
    expect(on('ShiftLeft', 'shift')).toBeUndefined()
  })

  it('shows the keys a person chose', () => {
    expect(on('KeyP', 'plain', { accept: ['KeyP'] })).toBe('accept')
    expect(on('Space', 'plain', { accept: ['KeyP'] })).toBeUndefined()
  })

  it('has every action that has a key', () => {
    const drawn = new Set(
      caps.flatMap((cap) =>
        LAYERS.map((layer) => actionOn(cap, layer, { actions: ACTIONS, chosen: {} })),
      ),
    )
    const missing = ACTIONS.filter((action) => action.keys.length > 0 && !drawn.has(action))
    expect(missing.map(({ id }) => id)).toEqual([])
  })

  it('fits its labels on the caps', () => {
    const long = ACTIONS.filter((action) => action.keys.length > 0).flatMap((action) =>
      [capLabel(action, 'en'), capLabel(action, 'zh')].filter((label, index) =>
        index === 0
          ? label.split(' ').some((word) => word.length > 9) || label.length > 18
          : label.length > 8,
      ),
    )
    expect(long).toEqual([])
  })

  it('follows the modifiers that are held', () => {
    const held = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false }
    expect(layerOf(held)).toBe('plain')
    expect(layerOf({ ...held, shiftKey: true })).toBe('shift')
    expect(layerOf({ ...held, shiftKey: true, altKey: true })).toBe('shiftAlt')
    expect(layerOf({ ...held, ctrlKey: true })).toBe('mod')
  })
})
