import type { Cuboid } from '@trueline/geometry'
import { CUBOID_EDGES, cornersOf } from '@trueline/geometry'
import type { Rgb } from '../../scene/colorMap.ts'
import type { Segment } from '../../scene/edges.ts'
import type { Stage } from '../../scene/stage.ts'
import { readTheme } from '../../scene/theme.ts'
import { shownCuboids } from '../../store/selectors.ts'
import type { WorkbenchState } from '../../store/state.ts'
import type { Workbench } from '../../workbench.ts'

/** The parts of a 3D view that unlabelled things need. */
export type UnlabelledParts = {
  readonly workbench: Pick<Workbench, 'store' | 'fitter'>
  readonly stage: Stage
  readonly invalidate: () => void
}

/** Slow enough for anybody's eyes: WCAG 2.2 allows three flashes a second. */
const BLINK_MS = 700
/** Edits come in rows: the frame is looked at once they pause. */
const PAUSE_MS = 300

/**
 * Shows what stands in the frame and lies in no box, blinking, while the state asks for it; still where
 * a person wants no motion. Returns what ends that.
 */
export function followUnlabelled({ workbench, stage, invalidate }: UnlabelledParts): () => void {
  const { store, fitter } = workbench
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  let lines: readonly Segment[] = []
  let isLit = true
  let pause: ReturnType<typeof setTimeout> | undefined
  let blink: ReturnType<typeof setInterval> | undefined

  function draw(): void {
    stage.showLoose(isLit ? lines : [])
    invalidate()
  }

  async function look(): Promise<void> {
    const { frame, clip } = store.getState()
    const cuboids = shownCuboids(store.getState())
    const found = await fitter.unlabelled(frame, cuboids)
    const now = store.getState()
    if (!now.hasUnlabelled || now.clip !== clip || now.frame !== frame) return
    lines = found.flatMap(({ cuboid }) => edgesOf(cuboid, readTheme().doubt))
    store.setState({ unlabelledCount: found.length })
    isLit = true
    draw()
  }

  function start(): void {
    clearTimeout(pause)
    pause = setTimeout(() => {
      // A frame that cannot be read is told by the view; it has nothing unlabelled.
      look().catch(() => undefined)
    }, PAUSE_MS)
    if (isStill || blink !== undefined) return
    blink = setInterval(() => {
      isLit = !isLit
      if (lines.length > 0) draw()
    }, BLINK_MS)
  }

  function stop(): void {
    clearTimeout(pause)
    clearInterval(blink)
    blink = undefined
    lines = []
    store.setState({ unlabelledCount: null })
    draw()
  }

  function follow(state: WorkbenchState, before: WorkbenchState): void {
    if (state.hasUnlabelled !== before.hasUnlabelled) {
      if (state.hasUnlabelled) start()
      else stop()
      return
    }
    const isOther = state.clip !== before.clip || state.frame !== before.frame
    if (!state.hasUnlabelled || (!isOther && state.annotations === before.annotations)) return
    if (isOther) {
      // What stood there stood in another frame.
      lines = []
      draw()
    }
    start()
  }

  const unsubscribe = store.subscribe(follow)
  return () => {
    unsubscribe()
    clearTimeout(pause)
    clearInterval(blink)
  }
}

function edgesOf(cuboid: Cuboid, color: Rgb): readonly Segment[] {
  const corners = cornersOf(cuboid)
  return CUBOID_EDGES.map(([from, to]) => ({
    from: corners[from]!,
    to: corners[to]!,
    color,
    alpha: 0.9,
    widthPx: 1.6,
    dashPx: 0,
  }))
}
