/** What the encoder takes and gives, and the decoder's sizes: those of `packages/models/training/lanes`. */
export const LANE_NET = {
  channels: 14,
  rows: 400,
  columns: 200,
  /** Columns that the encoder takes: those past `columns` are empty. */
  paddedColumns: 208,
  dense: { channels: 10, rows: 200, columns: 104, cell: 0.5 },
  local: { channels: 16, rows: 100, columns: 52, cell: 1 },
  starts: { channels: 33, rows: 50, columns: 26, cell: 2 },
  memory: { channels: 768, rows: 25, columns: 13 },
  width: 128,
  heads: 4,
  layers: 3,
  /** Most steps of a window. */
  steps: 128,
} as const

/** What lies around a vertex, in its heading: cells ahead and across, and where the first one's middle is. */
export const PATCH = { ahead: 13, across: 11, cell: 1.5, back: -1.5, right: -7.5 } as const
export const PATCH_CELLS = PATCH.ahead * PATCH.across

/** The encoder's outputs for one window: channel by channel, row by row. */
export type WindowMaps = {
  readonly dense: Float32Array
  readonly local: Float32Array
  readonly starts: Float32Array
  readonly memory: Float32Array
}
