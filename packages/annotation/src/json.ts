/** A value JSON can hold. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * What an importer did not understand, by codec id; written back by the same codec.
 *
 * A codec keeps under its own id whatever it needs to write an unchanged record as it was read.
 */
export type Extras = { readonly [codecId: string]: Json }
