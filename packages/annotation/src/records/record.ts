import type { Box2d } from './box2d.ts'
import type { CuboidRecord } from './cuboid.ts'
import type { Track } from './track.ts'

/** Anything people edit. */
export type AnnotationRecord = Track | CuboidRecord | Box2d

/** Who made a value. Only values no human set are ever recomputed. */
export type Provenance = 'human' | 'model' | 'import' | 'interpolated' | 'refit'
