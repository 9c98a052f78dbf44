/** What `watchPage` leaves in the page. */
export type Watched = {
  /** When the last key was pressed, or the last button clicked. */
  inputAt: number
  /** When new points were first drawn since then: the call, not its end. */
  drawAt: number | null
  /** When each frame of the 3D view was painted, by the GPU too. */
  readonly paintedAt: Map<number, number>
  /** Trees that React has rendered since the page began. */
  reactCommits: number
  /** When each of the page's frames began, while they are listened to. */
  frameTimes: number[] | null
  /** Bytes in buffers, textures and drawing surfaces that are alive. */
  gpuBytes: number
}

/**
 * Counts in a page, before anything of its own runs: drawings of points, frames painted, React's
 * commits and bytes given to the GPU. Runs in the page: it can use nothing from outside of it.
 */
export function watchPage(): void {
  const watched: Watched = {
    inputAt: 0,
    drawAt: null,
    paintedAt: new Map(),
    reactCommits: 0,
    frameTimes: null,
    gpuBytes: 0,
  }
  Object.assign(window, { watched })

  // React tells its developer tools of each commit, in a production build too.
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberRoot: () => {
        watched.reactCommits++
      },
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
    },
  })

  for (const input of ['keydown', 'click']) {
    window.addEventListener(
      input,
      ({ timeStamp }) => {
        watched.inputAt = timeStamp
        watched.drawAt = null
        hasNewPoints = false
      },
      { capture: true },
    )
  }
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver((records) => {
      for (const { target } of records) {
        const { testid, paintedFrame } = (target as HTMLElement).dataset
        if (testid === 'view3d' && paintedFrame !== undefined) {
          watched.paintedAt.set(Number(paintedFrame), performance.now())
        }
      }
    }).observe(document, {
      subtree: true,
      attributes: true,
      attributeFilter: ['data-painted-frame'],
    })
  })

  let hasNewPoints = false
  const LEAST_BYTES = 100_000
  const LEAST_POINTS = 5_000
  const sizes = new WeakMap<object, number>()
  const gl = WebGL2RenderingContext.prototype
  type Gl = WebGL2RenderingContext

  function resized(thing: object | null, bytes: number): void {
    if (thing === null) return
    watched.gpuBytes += bytes - (sizes.get(thing) ?? 0)
    sizes.set(thing, bytes)
  }

  /** Puts `before` in front of a method. */
  function watch(name: keyof Gl, before: (gl: Gl, args: readonly unknown[]) => void): void {
    const method = gl[name] as (...args: unknown[]) => unknown
    Object.assign(gl, {
      [name](this: Gl, ...args: unknown[]) {
        before(this, args)
        return method.apply(this, args)
      },
    })
  }

  function bytesOf(data: unknown): number {
    if (typeof data === 'number') return data
    return ArrayBuffer.isView(data) || data instanceof ArrayBuffer ? data.byteLength : 0
  }

  watch('bufferData', (context, [target, data]) => {
    const bytes = bytesOf(data)
    const isIndex = target === context.ELEMENT_ARRAY_BUFFER
    const binding = isIndex ? context.ELEMENT_ARRAY_BUFFER_BINDING : context.ARRAY_BUFFER_BINDING
    resized(context.getParameter(binding) as object | null, bytes)
    if (bytes >= LEAST_BYTES) hasNewPoints = true
  })
  watch('bufferSubData', (_, [, , data, , length]) => {
    const width = (data as { readonly BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
    const bytes = typeof length === 'number' && length > 0 ? length * width : bytesOf(data)
    if (bytes >= LEAST_BYTES) hasNewPoints = true
  })
  watch('drawArrays', (context, [mode, , count]) => {
    if (!hasNewPoints || mode !== context.POINTS || (count as number) < LEAST_POINTS) return
    watched.drawAt ??= performance.now()
  })
  watch('deleteBuffer', (_, [buffer]) => resized(buffer as object | null, 0))
  watch('deleteTexture', (_, [texture]) => resized(texture as object | null, 0))
  watch('deleteRenderbuffer', (_, [buffer]) => resized(buffer as object | null, 0))

  /** No format in use here takes more than 4 bytes a texel but float ones, of 16. */
  function texels(
    context: Gl,
    format: unknown,
    [width, height]: readonly [unknown, unknown],
  ): number {
    const isFloat = format === context.RGBA32F || format === context.RGBA16F
    return Number(width) * Number(height) * (isFloat ? 16 : 4)
  }
  watch('texStorage2D', (context, [, levels, format, width, height]) => {
    const whole = texels(context, format, [width, height])
    const texture = context.getParameter(context.TEXTURE_BINDING_2D) as object | null
    resized(texture, Number(levels) > 1 ? (whole * 4) / 3 : whole)
  })
  watch('texImage2D', (context, args) => {
    const source = args.at(-1) as { readonly width?: number; readonly height?: number } | null
    const hasSize = args.length > 6
    const width = hasSize ? args[3] : source?.width
    const height = hasSize ? args[4] : source?.height
    const texture = context.getParameter(context.TEXTURE_BINDING_2D) as object | null
    if (args[1] === 0) resized(texture, texels(context, args[2], [width, height]))
  })
  watch('renderbufferStorage', (context, [, , width, height]) => {
    const buffer = context.getParameter(context.RENDERBUFFER_BINDING) as object | null
    resized(buffer, texels(context, null, [width, height]))
  })
}
