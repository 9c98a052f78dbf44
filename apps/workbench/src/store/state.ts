import type {
  Annotations,
  Clip,
  Edit,
  Patch,
  RecordId,
  SensorId,
  TrackId,
} from '@trueline/annotation'

/** Everything the screen shows, by how long it lives. */
export type WorkbenchState = DocumentSlice & PreferencesSlice & TransientSlice

/** What is saved and can be undone. */
export type DocumentSlice = {
  readonly clip: Clip | null
  readonly annotations: Annotations
  /** The server's revision of each record this edit will be checked against; absent: 0, not yet stored. */
  readonly revisions: ReadonlyMap<RecordId, number>
  readonly undoStack: readonly Edit[]
  readonly redoStack: readonly Edit[]
  /** Makes an edit: applies it at once, puts it on the undo stack and hands it to the outbox. An empty patch does nothing. */
  readonly edit: (command: string, patch: Patch) => void
  readonly undo: () => void
  readonly redo: () => void
}

/** What is kept for this person on this machine and cannot be undone. */
export type PreferencesSlice = {
  readonly preferences: Preferences
  readonly prefer: (change: Partial<Preferences>) => void
}

/** A person's own settings. */
export type Preferences = {
  readonly language: 'en' | 'zh'
  readonly theme: 'dark' | 'light'
  /** Shown to others beside an edit. */
  readonly authorName: string
  readonly pointColoring: PointColoring
  readonly pointSizePx: number
  /** The most points drawn at once. */
  readonly pointBudget: number
  readonly isGroundDimmed: boolean
  /** Keys by action id, where they differ from the default. */
  readonly keys: { readonly [actionId: string]: readonly string[] }
  /** The docks' layout, as dockview serialises it; `null`: the default. */
  readonly layout: object | null
  readonly hasSeenWelcome: boolean
}

/** What a point's colour tells. */
export type PointColoring = 'height' | 'intensity' | 'camera' | 'distance' | 'track'

/** What is gone on reload. */
export type TransientSlice = {
  readonly frame: number
  readonly isPlaying: boolean
  readonly selectedTrackId: TrackId | null
  readonly hoveredTrackId: TrackId | null
  /** The view the pointer is over; keys act in it. */
  readonly activeView: ViewId
  readonly tool: ToolId
  /** The category a new box gets. */
  readonly newCategory: string | null
  readonly saving: Saving
  /** Tracks marked for an operation on several: merge. */
  readonly markedTrackIds: ReadonlySet<TrackId>
  readonly dialog: DialogId | null
  /** The camera shown large; `null`: the one that sees the selected object best. */
  readonly focusedCamera: SensorId | null
  readonly set: (change: Partial<TransientValues>) => void
}

/** The transient fields that anything may set. */
export type TransientValues = Omit<TransientSlice, 'set'>

/** A view that boxes can be edited in. */
export type ViewId = 'view3d' | 'top' | 'side' | 'rear' | 'camera'

/** What the pointer does in the 3D view: pick and orbit, or place a box. */
export type ToolId = 'select' | 'createCuboid'

/** The dialogs; one at a time. */
export type DialogId = 'import' | 'export' | 'keys' | 'palette' | 'settings' | 'clips' | 'conflict'

/** Whether the server has every edit. */
export type Saving =
  | { readonly state: 'saved' }
  | { readonly state: 'saving'; readonly unsaved: number }
  | { readonly state: 'offline'; readonly unsaved: number }
