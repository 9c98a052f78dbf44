import 'dockview-react/dist/styles/dockview.css'
import {
  type DockviewApi,
  DockviewDefaultTab,
  DockviewReact,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
} from 'dockview-react'
import {
  type ComponentType,
  type FunctionComponent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { CamerasPane } from '../panes/cameras/CamerasPane.tsx'
import { FindingsPane } from '../panes/findings/FindingsPane.tsx'
import { InspectorPane } from '../panes/inspector/InspectorPane.tsx'
import { ProposalsPane } from '../panes/proposals/ProposalsPane.tsx'
import { ReviewPane } from '../panes/review/ReviewPane.tsx'
import { SideViewsPane } from '../panes/sideViews/SideViewsPane.tsx'
import { TimelinePane } from '../panes/timeline/TimelinePane.tsx'
import { TracksPane } from '../panes/tracks/TracksPane.tsx'
import { View3dPane } from '../panes/view3d/View3dPane.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import './docks.css'
import { arrange, LAYOUTS, PANES, type PaneId } from './layouts.ts'
import { PaneBoundary } from './PaneBoundary.tsx'

const CONTENT: { readonly [pane in PaneId]: ComponentType } = {
  view3d: View3dPane,
  timeline: TimelinePane,
  tracks: TracksPane,
  findings: FindingsPane,
  review: ReviewPane,
  proposals: ProposalsPane,
  sideViews: SideViewsPane,
  inspector: InspectorPane,
  cameras: CamerasPane,
}

const components = Object.fromEntries(PANES.map((pane) => [pane, paneOf(CONTENT[pane])]))

const theme = { name: 'trueline', className: 'dockview-theme-trueline' }

/** The panes, docked as the person left them. */
export function Docks() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const layout = useWorkbenchState(({ preferences }) => preferences.layout)
  const [api, setApi] = useState<DockviewApi | null>(null)
  // What the docks were told last, or told us: only another layout is laid again.
  const laid = useRef<object | null | undefined>(undefined)
  const titleOf = useEffectEvent((pane: PaneId): string => t(`pane.${pane}`))

  useEffect(() => {
    if (api === null || laid.current === layout) return
    laid.current = layout
    if (!restore(api, layout)) {
      const preset = LAYOUTS.find(({ id }) => id === presetOf(layout)) ?? LAYOUTS[0]!
      arrange(api, preset, titleOf)
    }
  }, [api, layout])

  useEffect(() => {
    for (const pane of PANES) api?.getPanel(pane)?.setTitle(t(`pane.${pane}`))
  }, [api, t])

  useEffect(() => {
    if (api === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const subscription = api.onDidLayoutChange(() => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        laid.current = api.toJSON()
        store.getState().prefer({ layout: laid.current })
      }, 500)
    })
    return () => {
      clearTimeout(timer)
      subscription.dispose()
    }
  }, [api, store])

  return (
    <DockviewReact
      theme={theme}
      components={components}
      defaultTabComponent={Tab}
      disableFloatingGroups
      onReady={({ api: ready }) => setApi(ready)}
    />
  )
}

/** A tab without a cross: a pane can be moved, never lost. */
function Tab(props: IDockviewPanelHeaderProps) {
  return <DockviewDefaultTab {...props} hideClose />
}

function paneOf(Content: ComponentType): FunctionComponent<IDockviewPanelProps> {
  return function Pane() {
    return (
      <PaneBoundary>
        <Content />
      </PaneBoundary>
    )
  }
}

function presetOf(layout: object | null): unknown {
  return layout === null ? null : Reflect.get(layout, 'preset')
}

/** Whether the panes could be docked as an earlier session kept them: all of them, none unknown. */
function restore(api: DockviewApi, layout: object | null): boolean {
  if (layout === null || !('grid' in layout)) return false
  try {
    api.fromJSON(layout as ReturnType<DockviewApi['toJSON']>)
    return PANES.every((pane) => api.getPanel(pane) !== undefined)
  } catch {
    return false
  }
}
