import type { Notice } from '../codec.ts'

/** A column of a cloud, a value for each point. */
export type CloudColumn = {
  readonly name: string
  /** Whether its values are stored as integers. */
  readonly isInteger: boolean
  /** Its values as doubles, made anew with each call. */
  readonly read: () => Float64Array
}

/** The points of a file, whatever holds them. */
export type Cloud = {
  readonly rows: number
  readonly columns: readonly CloudColumn[]
  readonly notices: readonly Notice[]
}
