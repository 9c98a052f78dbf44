import { describe, expect, it } from 'vitest'
import { columnWindow, nextWindow, scrollShowing } from './columnWindow.ts'

const row = { scrollPx: 0, widthPx: 500, columnPx: 100, count: 40 }

describe('the columns that exist', () => {
  it('are those seen and half as many and one on either side, always as many', () => {
    expect(columnWindow(row)).toEqual({ first: 0, length: 12 })
    expect(columnWindow({ ...row, scrollPx: 1050 })).toEqual({ first: 7, length: 12 })
    expect(columnWindow({ ...row, scrollPx: 3500 })).toEqual({ first: 28, length: 12 })
    expect(columnWindow({ ...row, count: 3 })).toEqual({ first: 0, length: 3 })
    expect(columnWindow({ ...row, count: 0 })).toEqual({ first: 0, length: 0 })
  })
})

describe('the columns that exist a frame later', () => {
  const scrolled = { ...row, scrollPx: 1000 }

  it('are another by one column, until those around what is seen are there', () => {
    expect(columnWindow(scrolled)).toEqual({ first: 7, length: 12 })
    const firsts = [{ first: 5, length: 12 }]
    for (let frame = 0; frame < 3; frame++) firsts.push(nextWindow(firsts.at(-1)!, scrolled))
    expect(firsts.map(({ first }) => first)).toEqual([5, 6, 7, 7])
    expect(nextWindow({ first: 9, length: 12 }, scrolled).first).toBe(8)
  })

  it('are all of them where some that are seen are missing, or there are more', () => {
    const whole = { first: 7, length: 12 }
    expect(nextWindow({ first: 2, length: 12 }, scrolled)).toEqual(whole)
    expect(nextWindow({ first: 11, length: 12 }, scrolled)).toEqual(whole)
    expect(nextWindow({ first: 7, length: 10 }, scrolled)).toEqual(whole)
    expect(nextWindow({ first: 0, length: 0 }, row)).toEqual({ first: 0, length: 12 })
  })

  it('are those at hand at the last column', () => {
    const end = { ...row, scrollPx: 3500 }
    const now = { first: 28, length: 12 }
    expect(nextWindow(now, end)).toBe(now)
  })
})

describe('scrolling to a column', () => {
  it('leaves what is seen where it is, and else goes on by half of it', () => {
    expect(scrollShowing(3, row)).toBe(0)
    expect(scrollShowing(4, row)).toBe(200)
    expect(scrollShowing(5, { ...row, scrollPx: 200 })).toBe(200)
    expect(scrollShowing(6, { ...row, scrollPx: 200 })).toBe(400)
    expect(scrollShowing(20, { ...row, scrollPx: 2000 })).toBe(1800)
  })

  it('ends where the columns end', () => {
    expect(scrollShowing(39, row)).toBe(3500)
    expect(scrollShowing(39, { ...row, scrollPx: 3500 })).toBe(3500)
    expect(scrollShowing(0, { ...row, scrollPx: 900 })).toBe(0)
    expect(scrollShowing(0, row)).toBe(0)
    expect(scrollShowing(1, { ...row, count: 2 })).toBe(0)
    expect(scrollShowing(7, { ...row, widthPx: 120 })).toBe(700)
  })
})
