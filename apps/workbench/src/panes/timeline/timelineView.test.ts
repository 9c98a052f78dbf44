import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  frameAtPx,
  frameToPx,
  GUTTER_PX,
  panned,
  rulerStep,
  showing,
  type TimelineView,
  zoomed,
} from './timelineView.ts'

const widthPx = 1000
const counts = fc.integer({ min: 1, max: 2000 })

/** A clip’s length and a view of part of it, as zooming and moving leave it. */
const views: fc.Arbitrary<{ readonly frames: number; readonly view: TimelineView }> = fc
  .tuple(counts, evenly(0.01, 1, 0.01), evenly(0, 1, 0.01))
  .map(([frames, part, at]) => {
    const whole = { first: 0, shown: frames }
    const near = zoomed(whole, { factor: part, about: at * frames, frames })
    return { frames, view: near }
  })

function expectWithin({ first, shown }: TimelineView, frames: number): void {
  expect(first).toBeGreaterThanOrEqual(0)
  expect(first + shown).toBeLessThanOrEqual(frames + 1e-9)
  expect(shown).toBeGreaterThan(0)
}

describe('the timeline’s view', () => {
  it('never shows more than the clip, nor fewer than 10 of its frames', () => {
    const moves = fc.array(fc.tuple(evenly(0.1, 8, 0.1), evenly(-2000, 2000, 1)), { maxLength: 8 })
    fc.assert(
      fc.property(views, moves, ({ frames, view }, list) => {
        let now = view
        for (const [factor, by] of list) {
          now = panned(zoomed(now, { factor, about: now.first, frames }), by, frames)
          expectWithin(now, frames)
          expect(now.shown).toBeGreaterThanOrEqual(Math.min(10, frames) - 1e-9)
        }
      }),
    )
  })

  it('keeps the frame under the pointer where it is while zooming, but at the clip’s ends', () => {
    fc.assert(
      fc.property(
        views,
        evenly(0.2, 4, 0.1),
        evenly(0, 1, 0.05),
        ({ frames, view }, factor, at) => {
          const about = view.first + at * view.shown
          const next = zoomed(view, { factor, about, frames })
          const isCut = next.first === 0 || next.first + next.shown >= frames - 1e-9
          if (isCut) return
          const before = frameToPx(view, widthPx, about)
          expect(frameToPx(next, widthPx, about)).toBeCloseTo(before, 6)
        },
      ),
    )
  })

  it('finds every frame it shows at the middle of its place', () => {
    fc.assert(
      fc.property(views, evenly(0, 0.99, 0.01), ({ frames, view }, part) => {
        const frame = Math.min(frames - 1, Math.floor(view.first + part * view.shown))
        const px = frameToPx(view, widthPx, frame + 0.5)
        expect(frameAtPx(view, { widthPx, frames }, px)).toBe(frame)
      }),
    )
  })

  it('finds a frame of the clip under any pixel, in the gutter and beyond the edge too', () => {
    fc.assert(
      fc.property(views, evenly(-500, 3000, 1), ({ frames, view }, px) => {
        const frame = frameAtPx(view, { widthPx, frames }, px)
        expect(Number.isInteger(frame)).toBe(true)
        expect(frame).toBeGreaterThanOrEqual(0)
        expect(frame).toBeLessThan(frames)
      }),
    )
  })

  it('moves only when the frame is not in it, and then holds all of it', () => {
    fc.assert(
      fc.property(views, evenly(0, 1, 0.01), ({ frames, view }, part) => {
        const frame = Math.min(frames - 1, Math.floor(part * frames))
        const next = showing(view, frame, frames)
        expectWithin(next, frames)
        expect(showing(next, frame, frames)).toBe(next)
        expect(frameToPx(next, widthPx, frame)).toBeGreaterThanOrEqual(GUTTER_PX - 1e-6)
        expect(frameToPx(next, widthPx, frame + 1)).toBeLessThanOrEqual(widthPx + 1e-6)
      }),
    )
  })

  it('has ruler steps at least 56 px apart, and no wider ones than need be', () => {
    expect(rulerStep(100)).toBe(1)
    expect(rulerStep(10)).toBe(10)
    expect(rulerStep(0.5)).toBe(200)
  })
})
