import {
  type Clip,
  type CuboidRecord,
  cuboidsAt,
  cuboidsOf,
  type TrackId,
} from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { objectBeside } from '../../actions/navigateActions.ts'
import { readTheme, type SceneTheme } from '../../scene/theme.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { nearPointsStore } from '../../tools/nearPoints.ts'
import type { Workbench } from '../../workbench.ts'
import { connectCropper } from '../../workers/crop.ts'
import type { Size } from '../cameras/imageTransform.ts'
import { batchGestureStore } from './batchGesture.ts'
import { batchViewStore } from './batchView.ts'
import { type ColumnLayout, largestExtent, layOutColumn } from './columnLayout.ts'
import { type ColumnSource, createColumnSource } from './columnSource.ts'
import type { ColumnView } from './columnView.ts'
import { createFrameQueue, type FrameQueue } from './frameQueue.ts'

/** The columns of an object: follows the state and has those drawn again that changed, without React. */
export type Board = {
  readonly source: ColumnSource
  readonly queue: FrameQueue
  readonly layout: () => ColumnLayout
  readonly theme: () => SceneTheme
  /** Takes another object; what lies around its boxes may be at hand already. */
  readonly turnTo: (trackId: TrackId) => void
  readonly resize: (size: Size) => void
  /** Takes the frames that are seen, from left to right, and makes ready what lies around them. */
  readonly show: (frames: readonly number[]) => void
  /** Takes a column's drawing; returns what gives it back. */
  readonly add: (frame: number, view: Pick<ColumnView, 'ask'>) => () => void
  /** Calls back when a frame has its points. */
  readonly onReady: (listener: () => void) => () => void
  readonly readyCount: () => number
  /** Resolves once nobody has stepped to another frame for a while. */
  readonly untilStill: () => Promise<void>
  readonly dispose: () => void
}

/** The frames at hand beside those that are seen, on both sides together. */
const MOST_AT_HAND = 64
/** What is not seen is read and merged once nobody has stepped for so long: till then frames come first. */
const REST_MS = 400

/** The board of a clip; its worker ends with it. */
export function createBoard(
  { store }: Pick<Workbench, 'store'>,
  clip: Clip,
  first: TrackId,
): Board {
  const queue = createFrameQueue()
  const views = new Map<number, Pick<ColumnView, 'ask'>>()
  const readyListeners = new Set<() => void>()
  const hasPictures = clip.frames.some(({ images }) => images.length > 0)
  let trackId = first
  let extent = extentOf(trackId)
  let size: Size = { width: 0, height: 0 }
  let layout = layOutColumn(size, batchViewStore.getState().zooms, { extent, hasPictures })
  let theme = readTheme()
  let seen: readonly number[] = []
  let wantedTimer: ReturnType<typeof setTimeout> | undefined
  let restTimer: ReturnType<typeof setTimeout> | undefined
  let steppedAt = Number.NEGATIVE_INFINITY

  const source = createColumnSource({
    clip,
    cropper: connectCropper(),
    pixelRatio: Math.min(2, devicePixelRatio),
    changed(place) {
      if (place.trackId !== trackId) return
      views.get(place.frame)?.ask()
      tellReady()
    },
  })
  nearPointsStore.setState({ inColumn: source.points })

  /** All columns at one scale, whatever becomes of the boxes. */
  function extentOf(id: TrackId): Vec3 {
    return largestExtent(cuboidsOf(store.getState().annotations, id))
  }

  function tellReady(): void {
    for (const listener of readyListeners) listener()
  }

  function layAgain(): void {
    layout = layOutColumn(size, batchViewStore.getState().zooms, { extent, hasPictures })
    askAll()
  }

  function askAll(): void {
    for (const view of views.values()) view.ask()
  }

  function wantSoon(): void {
    clearTimeout(wantedTimer)
    wantedTimer = setTimeout(wantSeen, 0)
  }

  function wantSeen(): void {
    want([])
    wantNextOnceStill()
  }

  function wantNextOnceStill(): void {
    clearTimeout(restTimer)
    restTimer = setTimeout(() => {
      const state = store.getState()
      const next = objectBeside(state, 1)
      if (next === null || next === trackId) return
      want(nearestTo(state.frame, cuboidsOf(state.annotations, next)).slice(0, seen.length))
    }, REST_MS)
  }

  /** Of this object what is seen, then what is near; then what is read ahead. */
  function want(ahead: readonly CuboidRecord[]): void {
    const middle = ((seen[0] ?? 0) + (seen.at(-1) ?? 0)) / 2
    const isSeen = new Set(seen)
    const own = cuboidsOf(store.getState().annotations, trackId)
    const around = nearestTo(
      middle,
      own.filter(({ frame }) => !isSeen.has(frame)),
    ).slice(0, MOST_AT_HAND)
    const now = own.filter(({ frame }) => isSeen.has(frame))
    source.want([...now, ...around, ...ahead], layout.picture.size)
  }

  function follow(state: WorkbenchState, before: WorkbenchState): void {
    if (state.preferences !== before.preferences) {
      theme = readTheme()
      askAll()
    }
    if (state.frame !== before.frame) {
      steppedAt = performance.now()
      wantNextOnceStill()
    }
    if (state.mendPreview !== before.mendPreview || state.review !== before.review) askAll()
    if (state.annotations !== before.annotations) {
      for (const [frame, view] of views) {
        if (cuboidsAt(state.annotations, frame) !== cuboidsAt(before.annotations, frame)) view.ask()
      }
      if (cuboidsOf(state.annotations, trackId) !== cuboidsOf(before.annotations, trackId)) {
        wantSeen()
      }
    }
  }

  const unsubscribe = [
    store.subscribe(follow),
    batchGestureStore.subscribe(({ after }, before) => {
      for (const frame of new Set([...(after?.keys() ?? []), ...(before.after?.keys() ?? [])])) {
        views.get(frame)?.ask()
      }
    }),
    batchViewStore.subscribe(layAgain),
  ]

  return {
    source,
    queue,
    layout: () => layout,
    theme: () => theme,
    turnTo(next) {
      if (next === trackId) return
      trackId = next
      extent = extentOf(trackId)
      batchGestureStore.setState({ after: null, extent: null })
      // Frames were chosen for the object that was left: nothing is done to another unseen.
      if (store.getState().frameRange.length > 0) store.setState({ frameRange: [] })
      layAgain()
      wantSoon()
      tellReady()
    },
    resize(next) {
      if (next.width === size.width && next.height === size.height) return
      size = next
      layAgain()
      wantSeen()
    },
    show(frames) {
      seen = frames
      wantSoon()
    },
    add(frame, view) {
      views.set(frame, view)
      view.ask()
      return () => void (views.get(frame) === view && views.delete(frame))
    },
    onReady(listener) {
      readyListeners.add(listener)
      return () => void readyListeners.delete(listener)
    },
    readyCount: () =>
      cuboidsOf(store.getState().annotations, trackId).filter(source.hasPoints).length,
    async untilStill() {
      for (;;) {
        const left = steppedAt + REST_MS - performance.now()
        if (left <= 0) return
        await new Promise((resolve) => setTimeout(resolve, left))
      }
    },
    dispose() {
      clearTimeout(wantedTimer)
      clearTimeout(restTimer)
      for (const end of unsubscribe) end()
      nearPointsStore.setState({ inColumn: () => null })
      batchGestureStore.setState({ after: null, extent: null })
      queue.dispose()
      source.dispose()
    },
  }
}

/** Boxes in the order in which a hand that moves from a frame comes to them. */
function nearestTo(frame: number, cuboids: readonly CuboidRecord[]): readonly CuboidRecord[] {
  return cuboids.toSorted((a, b) => Math.abs(a.frame - frame) - Math.abs(b.frame - frame))
}
