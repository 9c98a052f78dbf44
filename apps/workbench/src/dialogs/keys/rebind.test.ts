import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../keymap.ts'
import { type ChosenKeys, keyConflicts, keysOf } from '../../keys/keyTable.ts'
import { takenOver, verdictOn, withKey, withoutChoice } from './rebind.ts'

const fit = { id: 'fit', keys: ['X'] }
const reject = { id: 'reject', keys: ['B', 'Delete'] }
const undo = { id: 'undo', keys: ['$mod+Z'] }
const actions = [fit, reject, undo]

const verdict = (key: string, chosen: ChosenKeys = {}) =>
  verdictOn(key, { actionId: 'fit', actions, chosen })

describe('changing a key', () => {
  it('replaces the one, keeps the others and their order', () => {
    expect(withKey({}, reject, { from: 'B', to: 'KeyN' })).toEqual({ reject: ['KeyN', 'Delete'] })
  })

  it('adds and takes away', () => {
    expect(withKey({}, fit, { from: null, to: 'KeyN' })).toEqual({ fit: ['X', 'KeyN'] })
    expect(withKey({}, fit, { from: 'X', to: null })).toEqual({ fit: [] })
  })

  it('keeps a key once, however it is spelled', () => {
    expect(withKey({}, fit, { from: null, to: 'KeyX' })).toEqual({})
  })

  it('forgets the choice when an action has its own keys again', () => {
    const changed = withKey({}, fit, { from: 'X', to: 'KeyN' })
    expect(withKey(changed, fit, { from: 'KeyN', to: 'KeyX' })).toEqual({})
    expect(withoutChoice({ ...changed, undo: ['KeyU'] }, fit)).toEqual({ undo: ['KeyU'] })
  })
})

describe('a key that was pressed', () => {
  it('is free, or belongs to another action, however it is spelled', () => {
    expect(verdict('KeyN')).toEqual({ kind: 'free' })
    expect(verdict('KeyB')).toEqual({ kind: 'taken', by: 'reject' })
    expect(verdict('$mod+KeyZ')).toEqual({ kind: 'taken', by: 'undo' })
    expect(verdict('Shift+KeyB')).toEqual({ kind: 'free' })
  })

  it('is free once its action has another', () => {
    expect(verdict('KeyB', { reject: ['Delete'] })).toEqual({ kind: 'free' })
  })

  it('is its own action’s to keep', () => {
    expect(verdict('KeyX')).toEqual({ kind: 'free' })
  })

  it('is not to be had when the browser keeps it or no page can tell it', () => {
    expect(verdict('$mod+KeyW')).toEqual({ kind: 'reserved' })
    expect(verdict('Process')).toEqual({ kind: 'unknown' })
    expect(verdict('Shift+Dead')).toEqual({ kind: 'unknown' })
  })
})

describe('taking a key over', () => {
  it('leaves it with one action alone', () => {
    const chosen = takenOver({}, actions, { action: fit, from: 'X', to: 'KeyB' })
    expect(chosen).toEqual({ fit: ['KeyB'], reject: ['Delete'] })
    expect(verdict('B', chosen)).toEqual({ kind: 'free' })
  })

  it('never leaves two actions with one key, whatever of ours is taken by whatever', () => {
    // Every ninth: each pair costs a look at the whole table.
    for (const taker of ACTIONS.filter((_, index) => index % 9 === 0)) {
      for (const key of ACTIONS.flatMap((action) => action.keys)) {
        const chosen = takenOver({}, ACTIONS, { action: taker, from: null, to: key })
        expect(keysOf(taker, chosen).length).toBeGreaterThan(0)
        expect(keyConflicts(ACTIONS, chosen)).toEqual(keyConflicts(ACTIONS, {}))
      }
    }
  })
})
