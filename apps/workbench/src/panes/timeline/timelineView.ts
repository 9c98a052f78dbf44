/** The stretch of a clip that the timeline shows; frames are whole, the ends need not be. */
export type TimelineView = { readonly first: number; readonly shown: number }

/** Where the rows begin: left of it stand the tracks' numbers. */
export const GUTTER_PX = 72
/** The height of the ruler and of a row. */
export const RULER_PX = 20
export const ROW_PX = 20

/** The pixel of a frame's left side. */
export function frameToPx(view: TimelineView, widthPx: number, frame: number): number {
  return GUTTER_PX + ((frame - view.first) * (widthPx - GUTTER_PX)) / view.shown
}

/** The frame under a pixel, one of the clip's. */
export function frameAtPx(
  view: TimelineView,
  { widthPx, frames }: { readonly widthPx: number; readonly frames: number },
  px: number,
): number {
  const frame = view.first + ((px - GUTTER_PX) * view.shown) / (widthPx - GUTTER_PX)
  return Math.max(0, Math.min(frames - 1, Math.floor(frame)))
}

/** The view stretched by `factor` about a frame that stays where it is; never beyond the clip. */
export function zoomed(
  view: TimelineView,
  { factor, about, frames }: { factor: number; about: number; frames: number },
): TimelineView {
  const shown = Math.max(Math.min(10, frames), Math.min(frames, view.shown * factor))
  const ratio = view.shown === 0 ? 0 : (about - view.first) / view.shown
  return within({ first: about - ratio * shown, shown }, frames)
}

/** The view moved by some frames; never beyond the clip. */
export function panned(view: TimelineView, by: number, frames: number): TimelineView {
  return within({ ...view, first: view.first + by }, frames)
}

/** The view moved, where need be, so that a frame is in it. */
export function showing(view: TimelineView, frame: number, frames: number): TimelineView {
  if (frame >= view.first && frame + 1 <= view.first + view.shown) return view
  return within({ ...view, first: frame - view.shown / 2 }, frames)
}

/** Steps of the ruler's numbers, so that they stand at least 56 px apart. */
export function rulerStep(pxPerFrame: number): number {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
  return steps.find((step) => step * pxPerFrame >= 56) ?? 10_000
}

function within({ first, shown }: TimelineView, frames: number): TimelineView {
  return { first: Math.max(0, Math.min(frames - shown, first)), shown }
}
