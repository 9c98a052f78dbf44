import {
  type Clip,
  type CuboidRecord,
  cuboidOf,
  cuboidsAt,
  cuboidsOf,
  type TrackId,
} from '@trueline/annotation'
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

/** The columns of one object: follows the state and has those drawn again that changed, without React. */
export type Board = {
  readonly source: ColumnSource
  readonly layout: () => ColumnLayout
  readonly theme: () => SceneTheme
  readonly resize: (size: Size) => void
  /** Takes the frames that are seen, from left to right, and makes ready what lies around them. */
  readonly show: (frames: readonly number[]) => void
  /** Takes a column's drawing; returns what gives it back. */
  readonly add: (frame: number, view: Pick<ColumnView, 'ask'>) => () => void
  /** Calls back when a frame has its points. */
  readonly onReady: (listener: () => void) => () => void
  readonly readyCount: () => number
  readonly dispose: () => void
}

/** The frames at hand beside those that are seen, on both sides together. */
const MOST_AT_HAND = 64

/** The board of a track; its worker ends with it. */
export function createBoard(
  { store }: Workbench,
  { clip, trackId }: { readonly clip: Clip; readonly trackId: TrackId },
): Board {
  const views = new Map<number, Pick<ColumnView, 'ask'>>()
  const readyListeners = new Set<() => void>()
  const hasPictures = clip.frames.some(({ images }) => images.length > 0)
  // All columns at one scale, whatever becomes of the boxes.
  const extent = largestExtent(cuboidsOf(store.getState().annotations, trackId))
  let size: Size = { width: 0, height: 0 }
  let layout = layOutColumn(size, batchViewStore.getState().zooms, { extent, hasPictures })
  let theme = readTheme()
  let seen: readonly number[] = []
  let wantedTimer: ReturnType<typeof setTimeout> | undefined

  const source = createColumnSource({
    clip,
    cropper: connectCropper(),
    pixelRatio: Math.min(2, devicePixelRatio),
    changed(frame) {
      views.get(frame)?.ask()
      for (const listener of readyListeners) listener()
    },
  })
  nearPointsStore.setState({
    inColumn: (place) => (place.trackId === trackId ? source.points(place.frame) : null),
  })

  function layAgain(): void {
    layout = layOutColumn(size, batchViewStore.getState().zooms, { extent, hasPictures })
    askAll()
  }

  function askAll(): void {
    for (const view of views.values()) view.ask()
  }

  function wantSeen(): void {
    const { annotations } = store.getState()
    const middle = ((seen[0] ?? 0) + (seen.at(-1) ?? 0)) / 2
    const isSeen = new Set(seen)
    const around = cuboidsOf(annotations, trackId)
      .filter(({ frame }) => !isSeen.has(frame))
      .toSorted((a, b) => Math.abs(a.frame - middle) - Math.abs(b.frame - middle))
      .slice(0, MOST_AT_HAND)
    const first = seen.flatMap((frame) => cuboidOf(annotations, trackId, frame) ?? [])
    source.want([...first, ...around] satisfies readonly CuboidRecord[], layout.picture.size)
  }

  function follow(state: WorkbenchState, before: WorkbenchState): void {
    if (state.preferences !== before.preferences) {
      theme = readTheme()
      askAll()
    }
    if (state.mendPreview !== before.mendPreview) askAll()
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
    layout: () => layout,
    theme: () => theme,
    resize(next) {
      if (next.width === size.width && next.height === size.height) return
      size = next
      layAgain()
      wantSeen()
    },
    show(frames) {
      seen = frames
      clearTimeout(wantedTimer)
      wantedTimer = setTimeout(wantSeen, 0)
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
      cuboidsOf(store.getState().annotations, trackId).filter(
        ({ frame }) => source.points(frame) !== null,
      ).length,
    dispose() {
      clearTimeout(wantedTimer)
      for (const end of unsubscribe) end()
      nearPointsStore.setState({ inColumn: () => null })
      batchGestureStore.setState({ after: null, extent: null })
      source.dispose()
    },
  }
}
