import { describe, expect, it } from 'vitest'
import { createFrameQueue } from './frameQueue.ts'

/** Frames that come when a test says so; each drawing takes so long. */
function handFrames(drawMs: number) {
  const drawn: string[] = []
  let waiting: (() => void) | null = null
  let now = 0
  const queue = createFrameQueue({
    nextFrame: (then) => {
      waiting = then
      return 1
    },
    cancelFrame: () => {
      waiting = null
    },
    nowMs: () => now,
  })
  const drawing = (name: string) => (): void => {
    drawn.push(name)
    now += drawMs
  }
  const frame = (): readonly string[] => {
    const then = waiting
    waiting = null
    then?.()
    return drawn.splice(0)
  }
  return { queue, drawing, frame }
}

describe('the queue of drawings', () => {
  it('draws each thing once a frame, after what is to be done first', () => {
    const { queue, drawing, frame } = handFrames(0)
    const a = drawing('a')
    queue.ask(a)
    queue.ask(drawing('b'))
    queue.ask(a)
    // What is done first may have more drawn, in the same frame.
    queue.first(() => queue.ask(drawing('of the step')))
    expect(frame()).toEqual(['a', 'b', 'of the step'])
    expect(frame()).toEqual([])
  })

  it('does in the next frame what asks in one to be done again', () => {
    const { queue, drawing, frame } = handFrames(0)
    const step = (): void => {
      queue.ask(drawing('step'))
      queue.first(step)
    }
    queue.first(step)
    expect(frame()).toEqual(['step'])
    expect(frame()).toEqual(['step'])
  })

  it('draws in the next frame where what is done first takes long, and no later', () => {
    const { queue, drawing, frame } = handFrames(4)
    const long = (): void => {
      drawing('long')()
      queue.first(long)
    }
    queue.first(long)
    queue.ask(drawing('a'))
    queue.ask(drawing('b'))
    expect(frame()).toEqual(['long'])
    expect(frame()).toEqual(['long', 'a'])
    expect(frame()).toEqual(['long'])
    expect(frame()).toEqual(['long', 'b'])
  })

  it('leaves to the next frames what one has no time for, and drops what nobody wants', () => {
    const { queue, drawing, frame } = handFrames(4)
    const late = drawing('late')
    for (const name of ['a', 'b', 'c']) queue.ask(drawing(name))
    queue.ask(late)
    expect(frame()).toEqual(['a', 'b'])
    queue.drop(late)
    expect(frame()).toEqual(['c'])
    expect(frame()).toEqual([])
    queue.ask(late)
    queue.dispose()
    expect(frame()).toEqual([])
  })
})
