import type { AddPanelOptions, DockviewApi } from 'dockview-react'

/** The panes there are. */
export const PANES = [
  'view3d',
  'timeline',
  'tracks',
  'findings',
  'review',
  'proposals',
  'sideViews',
  'inspector',
  'cameras',
] as const

/** The name of a pane. */
export type PaneId = (typeof PANES)[number]

/** A ready arrangement of the panes. */
export type Layout = {
  readonly id: 'fix' | 'review' | 'cameras' | 'plain'
  readonly text: 'app.layoutFix' | 'app.layoutReview' | 'app.layoutCameras' | 'app.layoutPlain'
  /** Where each pane goes, in this order; the first takes what is left. */
  readonly places: readonly Place[]
}

type Place = { readonly pane: PaneId } & Pick<
  AddPanelOptions,
  'position' | 'initialWidth' | 'initialHeight' | 'minimumWidth'
>

const LEFT_PX = 272
/** Narrower, a place with this many tabs would cut their names. */
const FOUR_TABS_PX = 256
const FIVE_TABS_PX = 324
const RIGHT_PX = 360

/** The arrangements to choose from, the usual one first. */
export const LAYOUTS: readonly Layout[] = [
  {
    id: 'fix',
    text: 'app.layoutFix',
    places: [
      { pane: 'view3d' },
      { pane: 'timeline', position: { direction: 'below' }, initialHeight: 190 },
      {
        pane: 'tracks',
        position: beside('view3d', 'left'),
        initialWidth: LEFT_PX,
        minimumWidth: FOUR_TABS_PX,
      },
      { pane: 'findings', position: beside('tracks', 'within') },
      { pane: 'proposals', position: beside('tracks', 'within') },
      { pane: 'review', position: beside('tracks', 'within') },
      { pane: 'sideViews', position: beside('view3d', 'right'), initialWidth: RIGHT_PX },
      { pane: 'inspector', position: beside('sideViews', 'below'), initialHeight: 290 },
      { pane: 'cameras', position: beside('view3d', 'above'), initialHeight: 180 },
    ],
  },
  {
    id: 'review',
    text: 'app.layoutReview',
    places: [
      { pane: 'view3d' },
      { pane: 'timeline', position: { direction: 'below' }, initialHeight: 150 },
      {
        pane: 'review',
        position: beside('view3d', 'left'),
        initialWidth: 320,
        minimumWidth: FOUR_TABS_PX,
      },
      { pane: 'tracks', position: beside('review', 'within') },
      { pane: 'findings', position: beside('review', 'within') },
      { pane: 'proposals', position: beside('review', 'within') },
      { pane: 'sideViews', position: beside('view3d', 'right'), initialWidth: RIGHT_PX },
      { pane: 'inspector', position: beside('sideViews', 'below'), initialHeight: 290 },
      { pane: 'cameras', position: beside('view3d', 'above'), initialHeight: 220 },
    ],
  },
  {
    id: 'cameras',
    text: 'app.layoutCameras',
    places: [
      { pane: 'cameras' },
      { pane: 'timeline', position: { direction: 'below' }, initialHeight: 160 },
      {
        pane: 'tracks',
        position: beside('cameras', 'left'),
        initialWidth: LEFT_PX,
        minimumWidth: FOUR_TABS_PX,
      },
      { pane: 'findings', position: beside('tracks', 'within') },
      { pane: 'proposals', position: beside('tracks', 'within') },
      { pane: 'review', position: beside('tracks', 'within') },
      { pane: 'sideViews', position: beside('cameras', 'right'), initialWidth: RIGHT_PX },
      { pane: 'inspector', position: beside('sideViews', 'below'), initialHeight: 290 },
      { pane: 'view3d', position: beside('cameras', 'below'), initialHeight: 300 },
    ],
  },
  {
    id: 'plain',
    text: 'app.layoutPlain',
    places: [
      { pane: 'view3d' },
      { pane: 'timeline', position: { direction: 'below' }, initialHeight: 130 },
      { pane: 'cameras', position: beside('view3d', 'within') },
      { pane: 'sideViews', position: beside('view3d', 'right'), initialWidth: 340 },
      {
        pane: 'inspector',
        position: beside('sideViews', 'below'),
        initialHeight: 230,
        minimumWidth: FIVE_TABS_PX,
      },
      { pane: 'tracks', position: beside('inspector', 'within') },
      { pane: 'findings', position: beside('inspector', 'within') },
      { pane: 'proposals', position: beside('inspector', 'within') },
      { pane: 'review', position: beside('inspector', 'within') },
    ],
  },
]

/** Arranges the panes as a layout says, whatever was there before. */
export function arrange(api: DockviewApi, layout: Layout, titleOf: (pane: PaneId) => string): void {
  api.clear()
  for (const { pane, ...place } of layout.places) {
    api.addPanel({ id: pane, component: pane, title: titleOf(pane), renderer: 'always', ...place })
  }
  // Of panes in one place the first is in front.
  for (const { pane, position } of layout.places) {
    const isBehind =
      position !== undefined && 'direction' in position && position.direction === 'within'
    if (!isBehind) api.getPanel(pane)?.api.setActive()
  }
  api.getPanel(layout.places[0]!.pane)?.api.setActive()
}

function beside(
  pane: PaneId,
  direction: 'left' | 'right' | 'above' | 'below' | 'within',
): NonNullable<AddPanelOptions['position']> {
  return { referencePanel: pane, direction }
}
