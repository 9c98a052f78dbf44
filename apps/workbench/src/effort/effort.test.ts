import { trackId } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { actionsOf, EMPTY_LOG, LONGEST_PAUSE_MS, NO_EFFORT, sumOf, withAction } from './effort.ts'

const car = trackId('car')
const van = trackId('van')

describe('the log of effort', () => {
  it('counts actions and the time between them for the object that was selected', () => {
    let log = withAction(EMPTY_LOG, { kind: 'key', trackId: car, atMs: 1000 })
    log = withAction(log, { kind: 'drag', trackId: car, atMs: 3500 })
    log = withAction(log, { kind: 'click', trackId: van, atMs: 4000 })
    log = withAction(log, { kind: 'undo', trackId: null, atMs: 4200 })
    expect(log.byTrack.get(car)).toEqual({ ...NO_EFFORT, keys: 1, drags: 1, activeMs: 2500 })
    expect(log.byTrack.get(van)).toEqual({ ...NO_EFFORT, clicks: 1, activeMs: 500 })
    expect(log.byTrack.get(null)).toEqual({ ...NO_EFFORT, undos: 1, activeMs: 200 })
    const all = sumOf(log.byTrack.values())
    expect(actionsOf(all)).toBe(3)
    expect(all.activeMs).toBe(3200)
  })

  it('takes a stir as presence, and a pause as absence', () => {
    let log = withAction(EMPTY_LOG, { kind: 'stir', trackId: car, atMs: 0 })
    log = withAction(log, { kind: 'stir', trackId: car, atMs: LONGEST_PAUSE_MS })
    expect(log.byTrack.get(car)).toEqual({ ...NO_EFFORT, activeMs: LONGEST_PAUSE_MS })
    log = withAction(log, { kind: 'key', trackId: car, atMs: 3 * LONGEST_PAUSE_MS })
    expect(log.byTrack.get(car)).toEqual({ ...NO_EFFORT, keys: 1, activeMs: LONGEST_PAUSE_MS })
  })
})
