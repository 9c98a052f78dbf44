/** What is to be drawn, done once a frame and never for longer than a frame has room for. */
export type FrameQueue = {
  /** Has something drawn in the next frame; many questions before it are one. */
  readonly ask: (draw: () => void) => void
  /** Has something done in the next frame before anything is drawn. */
  readonly first: (task: () => void) => void
  /** What is not drawn yet never will be. */
  readonly drop: (draw: () => void) => void
  readonly dispose: () => void
}

/** The window's own frames and clock, or a test's. */
export type FrameClock = {
  readonly nextFrame: (then: () => void) => number
  readonly cancelFrame: (id: number) => void
  readonly nowMs: () => number
}

/** Drawing takes no longer than this of a frame, but for one drawing at least. */
const LONGEST_MS = 7
/** Where what is done first takes this long, drawing waits for the next frame, but never for two. */
const MOST_BEFORE_MS = 3

const WINDOW: FrameClock = {
  nextFrame: (then) => requestAnimationFrame(then),
  cancelFrame: (id) => cancelAnimationFrame(id),
  nowMs: () => performance.now(),
}

/** A queue of nothing; what there is no time for in a frame comes in the ones after, in the order asked. */
export function createFrameQueue(clock: FrameClock = WINDOW): FrameQueue {
  const tasks = new Set<() => void>()
  const drawings = new Set<() => void>()
  let asked: number | null = null
  let hasPassed = false

  function wake(): void {
    asked ??= clock.nextFrame(run)
  }

  function run(): void {
    const start = clock.nowMs()
    const due = [...tasks]
    tasks.clear()
    // One that asks to be done again is done in the frame after.
    for (const task of due) task()
    const hasRoom = clock.nowMs() - start < MOST_BEFORE_MS || hasPassed
    hasPassed = !hasRoom
    for (const draw of hasRoom ? drawings : []) {
      drawings.delete(draw)
      draw()
      if (clock.nowMs() - start >= LONGEST_MS) break
    }
    asked = null
    if (tasks.size + drawings.size > 0) wake()
  }

  return {
    ask(draw) {
      drawings.add(draw)
      wake()
    },
    first(task) {
      tasks.add(task)
      wake()
    },
    drop: (draw) => void drawings.delete(draw),
    dispose() {
      tasks.clear()
      drawings.clear()
      if (asked !== null) clock.cancelFrame(asked)
    },
  }
}
