import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../keymap.ts'
import { keyNames, splitKey } from './keyNames.ts'
import { actionFor, bindingOf, type KeyPress, keyConflicts, normalKey } from './keyTable.ts'

/** A key going down, with nothing held but what is given. */
function press(key: string, code: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...held }
}

const started = (event: KeyPress, chosen: Parameters<typeof actionFor>[2] = {}) =>
  actionFor(event, ACTIONS, chosen)?.id ?? null

describe('a key', () => {
  it('starts its action, with Caps Lock on too', () => {
    expect(started(press('a', 'KeyA'))).toBe('box.moveLeft')
    expect(started(press('A', 'KeyA'))).toBe('box.moveLeft')
    expect(started(press('z', 'KeyZ', { ctrlKey: true }))).toBe('undo')
  })

  it('is another one with other modifiers held', () => {
    expect(started(press('A', 'KeyA', { shiftKey: true }))).toBe('box.moveLeftCoarse')
    expect(started(press('a', 'KeyA', { altKey: true }))).toBe('box.resizeLeft')
    expect(started(press('d', 'KeyD', { ctrlKey: true }))).toBeNull()
  })

  it('is found with Shift on a digit, whatever that types on the layout', () => {
    expect(started(press('#', 'Digit3', { shiftKey: true }))).toBe('backTenFrames')
    expect(started(press('§', 'Digit3', { shiftKey: true }))).toBe('backTenFrames')
    expect(started(press('3', 'Digit3'))).toBe('previousFrame')
    expect(started(press('é', 'Digit2'))).toBe('nextObject')
  })

  it('is found by its place under a Chinese input method and on Cyrillic letters', () => {
    expect(started(press('Process', 'KeyA'))).toBe('box.moveLeft')
    expect(started(press('ф', 'KeyA'))).toBe('box.moveLeft')
    expect(started(press('？', 'Slash', { shiftKey: true }))).toBe('keys')
  })

  it('is found by what it types where the letters stand elsewhere', () => {
    expect(started(press('q', 'KeyA'))).toBe('box.turnLeft')
    expect(started(press('?', 'Minus', { shiftKey: true }))).toBe('keys')
  })
})

describe('chosen keys', () => {
  it('take the place of an action’s own', () => {
    const chosen = { 'box.moveLeft': ['Shift+KeyM'] }
    expect(started(press('M', 'KeyM', { shiftKey: true }), chosen)).toBe('box.moveLeft')
    expect(started(press('a', 'KeyA'), chosen)).toBeNull()
  })

  it('may be none at all', () => {
    expect(started(press('g', 'KeyG'), { 'box.flip': [] })).toBeNull()
  })

  it('start what they were pressed for', () => {
    const presses = [
      press('m', 'KeyM'),
      press('M', 'KeyM', { shiftKey: true }),
      press('&', 'Digit7', { shiftKey: true }),
      press(' ', 'Space', { ctrlKey: true }),
      press('F5', 'F5', { altKey: true }),
      press('Process', 'KeyN'),
      press('+', 'Equal', { shiftKey: true }),
      press(';', 'Semicolon'),
    ]
    for (const event of presses) {
      const binding = bindingOf(event)!
      expect(actionFor(event, ACTIONS, { 'box.flip': [binding] })?.id, binding).toBe('box.flip')
    }
  })

  it('cannot be a modifier alone', () => {
    expect(bindingOf(press('Shift', 'ShiftLeft', { shiftKey: true }))).toBeNull()
  })
})

describe('conflicts of keys', () => {
  it('are none in the keys as they come', () => {
    expect([...keyConflicts(ACTIONS, {})]).toEqual([])
  })

  it('are told with all actions of a key, in the order in which they would run', () => {
    const chosen = { 'box.flip': ['Shift+KeyA'] }
    expect([...keyConflicts(ACTIONS, chosen).values()]).toEqual([
      ['box.moveLeftCoarse', 'box.flip'],
    ])
  })

  it('are seen through different spellings', () => {
    expect(normalKey('Alt+Shift+a')).toBe(normalKey('Shift+Alt+KeyA'))
    expect(normalKey('Digit3')).toBe(normalKey('3'))
  })
})

describe('every action', () => {
  it('has an id of its own and a label in both languages', () => {
    expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length)
    for (const { label } of ACTIONS) {
      expect(label.en).not.toBe('')
      expect(label.zh).not.toBe('')
    }
  })
})

describe('the caps of a key', () => {
  it('are its modifiers and its letter', () => {
    expect(keyNames('Shift+KeyW')).toEqual(['⇧', 'W'])
    expect(keyNames('Digit3')).toEqual(['3'])
    expect(keyNames('Shift+?')).toEqual(['⇧', '?'])
    expect(splitKey('Shift++')).toEqual(['Shift', '+'])
  })
})
