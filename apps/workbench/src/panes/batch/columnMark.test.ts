import { cuboidId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import type { Finding } from '@trueline/consistency'
import { describe, expect, it } from 'vitest'
import { NO_FINDINGS } from '../../store/findings.ts'
import { openTestStore, testClip } from '../../testing/testStore.ts'
import { columnMark } from './columnMark.ts'

const a = track('a')
const finding = (frames: readonly number[], level: Finding['level']): Finding => ({
  check: 'C1',
  level,
  tracks: [a.id],
  frames,
  value: 1,
  threshold: 0.5,
  message: { en: `${level} in ${frames.join()}`, zh: `${frames.join()} 帧有问题` },
  mend: null,
})

describe('the mark of a column', () => {
  it('is the worst finding in its frame, with what all of them say, and how much the box is doubted', () => {
    const { store } = openTestStore(testClip(4), [a, cuboid(a.id, 1), cuboid(a.id, 2)])
    const all = [finding([1, 2], 'error'), finding([2, 3], 'hint')].map((one, number) => ({
      number: number as never,
      finding: one,
    }))
    const byNumber = new Map(all.map((one) => [one.number, one.finding]))
    const doubt = { byTrack: new Map(), byCuboid: new Map([[cuboidId(a.id, 2), 0.7]]) }
    store.setState({ findings: { ...NO_FINDINGS, byNumber, all }, doubt })
    const at = (frame: number) => columnMark(store.getState(), { trackId: a.id, frame })
    expect(at(0)).toEqual({ level: null, why: '', doubt: null })
    expect(at(1)).toEqual({ level: 'error', why: 'error in 1,2', doubt: null })
    expect(at(2)).toEqual({ level: 'error', why: 'error in 1,2\nhint in 2,3', doubt: 0.7 })
    store.getState().prefer({ language: 'zh' })
    expect(at(3).why).toBe('2,3 帧有问题')
  })
})
