import { expect, it } from 'vitest'
import { followPress } from './untilReleased.ts'

it.each(['pointerup', 'pointercancel', 'blur'])(
  'a held pointer is waited for until %s',
  async (end) => {
    const window = new EventTarget()
    const untilReleased = followPress(window)
    await untilReleased()
    window.dispatchEvent(new Event('pointerdown'))
    let isReleased = false
    const released = untilReleased().then(() => {
      isReleased = true
    })
    await Promise.resolve()
    expect(isReleased).toBe(false)
    window.dispatchEvent(new Event(end))
    await released
    await untilReleased()
  },
)
