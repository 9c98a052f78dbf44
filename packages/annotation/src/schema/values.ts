import type { Cuboid, Pose, Quat, Vec3 } from '@trueline/geometry'
import { z } from 'zod'

/** Text of a source, but not without end. */
export const text = z.string().max(10_000)
/** An id as text: importers make it of whatever the source has. */
export const id = z.string().min(1).max(1000)
/** A number that is neither infinite nor NaN. */
export const finite = z.number()
/** A whole number from 0. */
export const count = z.int().nonnegative()

/** A point or direction. */
export const vec3: z.ZodType<Vec3> = z.tuple([finite, finite, finite]).readonly()
/** A number above 0. */
export const positive = z.number().positive()
/** A size with length, width and height above 0. */
export const extent: z.ZodType<Vec3> = z.tuple([positive, positive, positive]).readonly()
/** A unit quaternion, to what printed digits leave of it. */
export const rotation: z.ZodType<Quat> = z
  .tuple([finite, finite, finite, finite])
  .refine((q) => Math.abs(Math.hypot(...q) - 1) < 1e-3, 'Expected a quaternion of length 1')
  .readonly()

/** A box with finite numbers, a positive extent and a unit quaternion. */
export const cuboidSchema: z.ZodType<Cuboid> = z.strictObject({ center: vec3, extent, rotation })

/** One space in another. */
export const pose: z.ZodType<Pose> = z.strictObject({ translation: vec3, rotation })

/** What an importer keeps for its own format. */
export const extras = z.record(id, z.json())
