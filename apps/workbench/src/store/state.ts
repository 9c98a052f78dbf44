import type {
  Annotations,
  Clip,
  Edit,
  History,
  LaneId,
  MapElementId,
  MapElementKind,
  Message,
  Patch,
  SensorId,
  TrackId,
} from '@trueline/annotation'
import type { CheckId, CheckSettings, Densities } from '@trueline/consistency'
import type { TrafficSide } from '@trueline/perception'
import type { MendPreview } from '../check/mendPreview.ts'
import type { Present } from '../people/peopleServer.ts'
import type { LaneTelling } from '../propose/laneProposer.ts'
import type { Problem } from '../propose/problem.ts'
import type { ReviewLayer } from '../review/reviewLayer.ts'
import type { Conflict } from '../sync/conflict.ts'
import type { EditRight } from '../work/editRight.ts'
import type { Task } from '../work/task.ts'
import type { FindingNumber } from '../workers/check.service.ts'
import type { DoubtLayer, FindingLayer } from './findings.ts'
import type { ProposalLayer } from './proposals.ts'
import type { Replica } from './replica.ts'

/** Everything the screen shows, by how long it lives. */
export type WorkbenchState = DocumentSlice & PreferencesSlice & TransientSlice

/** What is saved and can be undone. */
export type DocumentSlice = DocumentValues & {
  /** Makes an edit: applies it at once, puts it on the undo stack and hands it to the outbox. An empty patch does nothing. */
  readonly edit: (command: string, patch: Patch) => void
  /** Lays other proposals over the document, or shows others of them. */
  readonly propose: (change: Partial<Pick<ProposalLayer, 'byId' | 'limits'>>) => void
  readonly undo: () => void
  readonly redo: () => void
}

/** The open document. */
export type DocumentValues = {
  readonly clip: Clip | null
  /** What the server has, as far as known, and own edits on their way to it. */
  readonly replica: Replica
  /** What is seen: the replica's base, the pending edits on top, and proposals over both. */
  readonly annotations: Annotations
  readonly proposals: ProposalLayer
  /** This browser's own edits of the clip as far back as read, oldest first; what undo and redo are made from. */
  readonly ownEdits: readonly Edit[]
  /** What those leave to take back and to make again. */
  readonly history: History
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
  /** What models run on; `webgpu` also on one made of software, `clusters`: no model proposes. */
  readonly backend: 'auto' | 'webgpu' | 'wasm' | 'clusters'
  /** The side that traffic keeps to, for the model that proposes lanes; `asDriven`: as the clip's tracks tell. */
  readonly traffic: 'asDriven' | TrafficSide
  /** How many sweeps, aligned by ego motion, models are shown at once; `null`: as each was made for. */
  readonly sweepsTogether: number | null
  /** The lowest score of proposals that are shown, by category id. */
  readonly minScores: { readonly [categoryId: string]: number }
  /** Whether what the person does is counted, for them to see. */
  readonly isEffortLogged: boolean
}

/** What a point's colour tells. */
export type PointColoring = 'height' | 'intensity' | 'camera' | 'distance' | 'track'

/** What is gone on reload. */
export type TransientSlice = TransientValues & {
  readonly set: (change: Partial<TransientValues>) => void
}

/** The transient fields; anything may set them. */
export type TransientValues = {
  readonly frame: number
  readonly isPlaying: boolean
  readonly selectedTrackId: TrackId | null
  readonly hoveredTrackId: TrackId | null
  /** The selected lane or map element; shown where no object is selected. */
  readonly selectedFixedId: LaneId | MapElementId | null
  /** Whether lanes and map elements are drawn. */
  readonly hasRoad: boolean
  /** Whether the clip's standard map is drawn. */
  readonly hasStandardMap: boolean
  /** How lanes that are looked for stand; `null` while nobody asked. */
  readonly proposingLanes: LaneTelling | null
  /** The view the pointer is over; keys act in it. */
  readonly activeView: ViewId
  readonly tool: ToolId
  /** What the tool for map elements draws. */
  readonly drawnKind: MapElementKind
  /** Whether lines are drawn as curves through the places that are clicked. */
  readonly isCurved: boolean
  /** The category a new box gets. */
  readonly newCategory: string | null
  readonly saving: Saving
  /** Tracks marked for an operation on several: merge. */
  readonly markedTrackIds: ReadonlySet<TrackId>
  readonly dialog: DialogId | null
  /** The camera shown large; `null`: the one that sees the selected object best. */
  readonly focusedCamera: SensorId | null
  /** Whether the way of the selected track is drawn. */
  readonly hasTrajectory: boolean
  /** What fills the window: the panes, or the selected object in all its frames. */
  readonly page: 'panes' | 'batch'
  /** On the batch page: what becomes of boxes nobody stands for between those that a human sets. */
  readonly between: 'interpolate' | 'keep'
  /** Whether the 3D view shows the selected object's points of all frames. */
  readonly hasObjectCloud: boolean
  /** Whether what no box covers is shown. */
  readonly hasUnlabelled: boolean
  /** How many such things the frame shown has; `null` while nobody looked. */
  readonly unlabelledCount: number | null
  /** Whether the clip's sweeps are shown as one cloud. */
  readonly isMerged: boolean
  /** The share of the sweeps merged so far, in 0..1; `null` while none are being merged. */
  readonly merging: number | null
  /** Whether the clip's ground is shown as a picture. */
  readonly hasCanvas: boolean
  /** The share of the frames painted onto it so far, in 0..1; `null` while none is being painted. */
  readonly painting: number | null
  /** How the way to a first clip stands; shown while none is open or being opened. */
  readonly arrival: Arrival
  /** How far the clip being opened is; `null` when none is. */
  readonly opening: Opening | null
  /** What the 3D view has on the screen; `null` before its first drawing of a clip. */
  readonly painted: Painted | null
  /** Own edits of the open clip that the server did not take, oldest first. */
  readonly conflicts: readonly Conflict[]
  /** Where the open clip is on its way to be accepted, by stretches; empty until the server has said so. */
  readonly tasks: readonly Task[]
  /** What whoever is here may change of the open clip. */
  readonly editRight: EditRight
  /** Who else has the open clip in a window, as far as the server knows. */
  readonly present: readonly Present[]
  /** The last edit in the clip's log, own or others', that is seen here. */
  readonly seenSeq: number
  /** Frames chosen for an operation on several, ascending; empty when none are. */
  readonly frameRange: readonly number[]
  /** What the model is about. */
  readonly proposing: Proposing
  /** The model that proposes; `null` before one is loaded or chosen. */
  readonly modelInUse: ModelInUse | null
  /** What the proposals there are were made of; `null` before the first. */
  readonly proposedOn: ProposedOn | null
  readonly trackSort: TrackSort
  readonly trackFilter: TrackFilter
  /** What the checks say of the document, as far as they have come. */
  readonly findings: FindingLayer
  readonly doubt: DoubtLayer
  readonly checking: Checking
  /** How the open clip is checked. */
  readonly checkSettings: CheckSettings
  /** What its project's accepted labels say is usual; `null`: what ships. */
  readonly densities: Densities | null
  /** Whether the open clip lets actions and time be logged; not before the server has said so. */
  readonly isEffortAllowed: boolean
  readonly findingFilter: FindingFilter
  /** What findings are listed under. */
  readonly findingGrouping: 'check' | 'track'
  /** The finding that was gone to last, and its place in the list then: where it is gone, the next takes it. */
  readonly findingCursor: { readonly number: FindingNumber; readonly place: number } | null
  /** What a mend would do; drawn beside what is there. */
  readonly mendPreview: MendPreview | null
  /** What a reviewer looks at, and how. */
  readonly review: ReviewLayer
}

/** How far the checks have come. */
export type Checking =
  /** There is no clip. */
  | { readonly state: 'none' }
  /** What the labels say alone is being found. */
  | { readonly state: 'running' }
  /** The points of this many frames are still to be asked. */
  | { readonly state: 'studying'; readonly framesLeft: number; readonly frames: number }
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly why: string }

/** Which findings are listed. */
export type FindingFilter = {
  /** Part of a track's number or category, or of the sentence, in any case; empty for all. */
  readonly text: string
  readonly check: CheckId | null
  readonly only: 'all' | 'here' | 'selected' | 'waived'
}

/** What the model is about. */
export type Proposing =
  | { readonly state: 'idle' }
  | { readonly state: 'loading'; readonly name: string; readonly share: number }
  | {
      readonly state: 'running'
      readonly done: number
      readonly total: number
      readonly ms: StepMs
    }
  /** `problem`: where the model is to blame; `why` in any case, in English. */
  | { readonly state: 'failed'; readonly problem: Problem | null; readonly why: string }

/** Mean milliseconds a frame took, by step. */
export type StepMs = {
  readonly ground: number
  readonly raster: number
  readonly network: number
  readonly decode: number
}

/** A model and what it runs on, in words; `null` until it is loaded. */
export type ModelInUse = {
  readonly name: string
  readonly backendText: Message | null
  /** Whether it came with the workbench. */
  readonly isOurs: boolean
}

/** The frames that proposals were made of, and the undecided labels in them that none lies on. */
export type ProposedOn = {
  readonly frames: readonly number[]
  readonly ms: StepMs
  readonly unsupported: readonly TrackId[]
}

/** What tracks are listed by. */
export type TrackSort = 'doubt' | 'number' | 'frames' | 'category'

/** Which tracks are listed. */
export type TrackFilter = {
  /** Part of a number or a category, in any case; empty for all. */
  readonly text: string
  readonly only: 'all' | 'waiting' | 'here' | 'marked'
}

/** A view that boxes can be edited in. */
export type ViewId = 'view3d' | 'top' | 'side' | 'rear' | 'camera'

/** What the pointer does in the 3D view: pick and orbit, place a box, or draw a lane point by point. */
export type ToolId =
  | 'select'
  | 'createCuboid'
  | 'drawLane'
  | 'drawElement'
  | 'cutLane'
  | 'linkFixed'
  | 'junction'

/** The dialogs; one at a time. */
export type DialogId =
  | 'accept'
  | 'sendBack'
  | 'checks'
  | 'import'
  | 'export'
  | 'keys'
  | 'palette'
  | 'reports'
  | 'settings'
  | 'clips'
  | 'conflict'
  | 'people'
  | 'projects'
  | 'queue'
  | 'task'
  | 'welcome'

/** Whether the server has every edit. */
export type Saving =
  | { readonly state: 'saved' }
  | { readonly state: 'saving'; readonly unsaved: number }
  | { readonly state: 'offline'; readonly unsaved: number }
  /** The server is there and cannot store now, or knows this browser no more. */
  | { readonly state: 'failing' | 'signedOut'; readonly unsaved: number }

/** What is on the way to a first clip. */
export type Arrival =
  | { readonly state: 'connecting' }
  | { readonly state: 'unreachable' }
  /** The demo clip is being made: frames done of all. */
  | { readonly state: 'preparing'; readonly done: number; readonly total: number }
  | { readonly state: 'noClips' }

/** A frame on the screen: how many of its points are drawn. */
export type Painted = {
  readonly frame: number
  readonly drawn: number
  readonly all: number
}

/** A clip on its way in. */
export type Opening =
  | { readonly state: 'reading'; readonly name: string; readonly recordsRead: number }
  | { readonly state: 'failed'; readonly name: string; readonly why: string }
