import { DEFAULT_SETTINGS } from '@trueline/consistency'
import type { StateCreator } from 'zustand/vanilla'
import { NO_REVIEW } from '../review/reviewLayer.ts'
import { ALL_FINDINGS, NO_DOUBT, NO_FINDINGS } from './findings.ts'
import type { TransientSlice, TransientValues, WorkbenchState } from './state.ts'

/** What the transient fields are for a clip just opened. */
export const FRESH_CLIP = {
  frame: 0,
  isPlaying: false,
  selectedTrackId: null,
  hoveredTrackId: null,
  selectedFixedId: null,
  tool: 'select',
  newCategory: null,
  markedTrackIds: new Set(),
  focusedCamera: null,
  conflicts: [],
  tasks: [],
  present: [],
  seenSeq: 0,
  frameRange: [],
  trackFilter: { text: '', only: 'all' },
  painted: null,
  page: 'panes',
  hasTrajectory: false,
  hasObjectCloud: false,
  hasUnlabelled: false,
  unlabelledCount: null,
  isMerged: false,
  merging: null,
  hasCanvas: false,
  painting: null,
  proposing: { state: 'idle' },
  proposingLanes: null,
  proposedOn: null,
  findings: NO_FINDINGS,
  doubt: NO_DOUBT,
  checking: { state: 'none' },
  checkSettings: DEFAULT_SETTINGS,
  densities: null,
  isEffortAllowed: false,
  findingFilter: ALL_FINDINGS,
  findingCursor: null,
  mendPreview: null,
  review: NO_REVIEW,
} as const satisfies Partial<TransientValues>

/** Selection, place in the clip, dialogs. */
export const createTransientSlice: StateCreator<WorkbenchState, [], [], TransientSlice> = (
  set,
) => ({
  ...FRESH_CLIP,
  activeView: 'view3d',
  hasRoad: true,
  hasStandardMap: true,
  drawnKind: 'crosswalk',
  isCurved: false,
  editRight: 'all',
  saving: { state: 'saved' },
  dialog: null,
  arrival: { state: 'connecting' },
  opening: null,
  modelInUse: null,
  trackSort: 'doubt',
  findingGrouping: 'check',
  between: 'interpolate',
  set: (change) => set(change),
})
