/** Tells when drawings are really on the screen's surface, and how long the last one took. */
export type PaintClock = {
  /** Calls back once the GPU has done all it was given until now. */
  readonly afterPaint: (painted: () => void) => void
  /** From handing over to done; 0 before the first. */
  readonly lastPaintMs: () => number
}

const POLL_MS = 3

/** The clock of one drawing context. */
export function createPaintClock(gl: WebGL2RenderingContext): PaintClock {
  let lastMs = 0
  return {
    afterPaint(painted) {
      const start = performance.now()
      const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
      gl.flush()
      const check = (): void => {
        const isDone =
          fence === null ||
          gl.isContextLost() ||
          gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED
        if (!isDone) {
          setTimeout(check, POLL_MS)
          return
        }
        gl.deleteSync(fence)
        lastMs = performance.now() - start
        painted()
      }
      setTimeout(check, 0)
    },
    lastPaintMs: () => lastMs,
  }
}
