import {
  type Clip,
  type CuboidRecord,
  cuboidsOf,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import type { Cuboid, Vec3 } from '@trueline/geometry'
import { unpackSweep } from '@trueline/pointcloud'
import type { StoreApi } from 'zustand/vanilla'
import { notify } from '../../actions/notices.ts'
import { texts } from '../../i18n/i18n.ts'
import type { DrawnCuboid } from '../../scene/drawnCuboids.ts'
import { cssColor, type SceneTheme } from '../../scene/theme.ts'
import { isSameValue } from '../../store/sameValue.ts'
import type { WorkbenchState } from '../../store/state.ts'
import type { Handle } from '../../tools/handleAt.ts'
import type { SideViewId } from '../../tools/sideView.ts'
import { tellReadOnly } from '../../work/tellReadOnly.ts'
import type { SweepToMerge } from '../../workers/merge.service.ts'
import type { RunningMerge } from '../../workers/merge.ts'
import { type MergedObject, objectSweeps, startObjectMerge } from '../../workers/objectMerge.ts'
import type { BoxHand } from '../sideViews/boxHand.ts'
import type { ViewRect } from '../sideViews/sideLayout.ts'
import { drawOverlay } from '../sideViews/sideOverlay.ts'
import { batchViewStore } from './batchView.ts'
import { type ColumnLayout, layOutColumn } from './columnLayout.ts'
import { CANVAS, createPainter, pointLook, ratioOf } from './columnView.ts'
import { middleExtent, unsetCuboids } from './mergedBox.ts'

/** How far the merged cloud is. */
export type MergedState =
  | { readonly state: 'merging'; readonly share: number }
  | { readonly state: 'merged'; readonly pointCount: number }
  | { readonly state: 'failed' }

/** What the merged column is drawn with. */
export type MergedParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly clip: Clip
  readonly trackId: TrackId
  readonly canvas: HTMLCanvasElement
  readonly theme: () => SceneTheme
  /** Whether the columns' own points are being read. */
  readonly isReading: () => boolean
  /** Waits while somebody steps from column to column: their frames come first. */
  readonly untilStill: () => Promise<void>
  readonly tell: (state: MergedState) => void
  /** Gives the boxes nobody stands for another size. */
  readonly place: (extent: Vec3) => void
}

/** The merged column's drawing, and the hand on its box. */
export type MergedView = {
  readonly hand: BoxHand
  readonly rects: () => readonly ViewRect[]
  readonly hold: (held: { readonly view: SideViewId; readonly handle: Handle } | null) => void
  readonly ask: () => void
  readonly dispose: () => void
}

/** An edit made by hand is seldom the last: the cloud is made again once it rests. */
const REST_MS = 700
/** The columns' own points come first, but not for ever; an object that is only passed by is not merged. */
const FIRST_MS = 400
const MOST_WAITS = 10

/** The points of an object's frames in its own space, around the size that most of its boxes have. */
export function createMergedView(parts: MergedParts): MergedView {
  const { store, trackId, canvas, tell } = parts
  const context = canvas.getContext('2d', CANVAS)
  const painter = createPainter()
  const size = { width: 0, height: 0 }
  let points: Float32Array = new Float32Array()
  let merged: readonly SweepToMerge[] | null = null
  let running: RunningMerge | null = null
  let held: { readonly view: SideViewId; readonly handle: Handle } | null = null
  let dragged: Cuboid | null = null
  let asked: number | null = null
  let restTimer: ReturnType<typeof setTimeout> | undefined

  const cuboids = (): readonly CuboidRecord[] => cuboidsOf(store.getState().annotations, trackId)
  const box = (): Cuboid => {
    return { center: [0, 0, 0], extent: middleExtent(cuboids()), rotation: [0, 0, 0, 1] }
  }

  function layout(): ColumnLayout {
    const { extent } = box()
    return layOutColumn(size, batchViewStore.getState().zooms, { extent, hasPictures: false })
  }

  function merge(): void {
    const object = objectOf(parts)
    const sweeps = object === null ? [] : objectSweeps(object)
    // An answer to a box moves no points.
    if (object === null || isSameValue(sweeps, merged)) return
    merged = sweeps
    running?.stop()
    const mine = startObjectMerge(sweeps, async (share) => {
      if (running === mine) tell({ state: 'merging', share })
      await parts.untilStill()
    })
    running = mine
    tell({ state: 'merging', share: 0 })
    mine.merged.then(
      ({ bytes, sections, pointCount }) => {
        if (running !== mine) return
        points = unpackSweep(bytes, sections)
        tell({ state: 'merged', pointCount })
        ask()
      },
      () => {
        if (running === mine) tell({ state: 'failed' })
      },
    )
  }

  function mergeOnceFree(waits = 0): void {
    if (waits > 0 && (waits > MOST_WAITS || !parts.isReading())) merge()
    else restTimer = setTimeout(() => mergeOnceFree(waits + 1), FIRST_MS)
  }

  function ask(): void {
    asked ??= requestAnimationFrame(draw)
  }

  function draw(): void {
    asked = null
    const laid = layout()
    const pixelRatio = ratioOf(canvas, laid)
    if (context === null || pixelRatio === null) return
    const theme = parts.theme()
    const lock = box()
    const shown = dragged ?? lock
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = cssColor(theme.ground)
    context.fillRect(0, 0, canvas.width, canvas.height)
    painter.paint(context, {
      ...{ points, layout: laid, lock, box: shown, pixelRatio },
      ...pointLook(store.getState(), theme),
    })
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    const own: DrawnCuboid = {
      ...{ trackId, number: 0, category: '', cuboid: shown, color: theme.accent },
      ...{ look: 'set', isSelected: true, isHovered: false },
    }
    const drawing = { context, rects: laid.rects, lock, drawn: [own], held, theme, titles: null }
    drawOverlay(drawing)
    canvas.dataset.layout = JSON.stringify(laid)
    canvas.dataset.extent = JSON.stringify(shown.extent)
  }

  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return
    const { width, height } = entry.contentRect
    Object.assign(size, { width, height })
    ask()
  })
  observer.observe(canvas)
  const unsubscribe = store.subscribe((state, before) => {
    if (state.preferences !== before.preferences) ask()
    if (cuboidsOf(state.annotations, trackId) === cuboidsOf(before.annotations, trackId)) return
    ask()
    clearTimeout(restTimer)
    restTimer = setTimeout(merge, REST_MS)
  })
  ask()
  mergeOnceFree()

  return {
    rects: () => layout().rects,
    hold(next) {
      if (JSON.stringify(next) === JSON.stringify(held)) return
      held = next
      ask()
    },
    ask,
    hand: {
      cuboid: () =>
        store.getState().editRight === 'all' && unsetCuboids(cuboids()).length > 0 ? box() : null,
      tellUneditable: () => {
        if (store.getState().editRight === 'all') notify(texts.t('batch.allSet'))
        else tellReadOnly(store.getState())
      },
      down: () => undefined,
      show(change) {
        dragged = change(box())
        ask()
      },
      clear() {
        dragged = null
        ask()
      },
      place(change) {
        const before = box()
        const { extent } = change(before)
        if (extent.some((side, axis) => side !== before.extent[axis])) parts.place(extent)
      },
      // Points of many frames lie on no one's faces: there is nothing to snap to.
      fit: ({ from }) => {
        if (from !== undefined) parts.place((from as (box: Cuboid) => Cuboid)(box()).extent)
        return Promise.resolve()
      },
    },
    dispose() {
      running?.stop()
      running = null
      clearTimeout(restTimer)
      if (asked !== null) cancelAnimationFrame(asked)
      observer.disconnect()
      unsubscribe()
    },
  }
}

function objectOf({ store, clip, trackId }: MergedParts): MergedObject | null {
  const { annotations } = store.getState()
  const track = trackOf(annotations, trackId)
  const cuboids = cuboidsOf(annotations, trackId)
  return track === undefined ? null : { clip, track, cuboids }
}
