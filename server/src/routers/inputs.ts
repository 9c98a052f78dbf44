import { clipId } from '@trueline/annotation'
import { z } from 'zod'

/** A clip's id. */
export const clipIdInput = z.string().min(1).max(100).transform(clipId)
/** A number of the log: whole, from 0. */
export const seqInput = z.int().nonnegative()
/** A clip's name as people type it. */
export const nameInput = z.string().trim().min(1).max(300)
/** A format's id. */
export const formatInput = z.string().min(1).max(100)
/** Who made an edit or brought a clip in. */
export const authorInput = z.string().trim().min(1).max(200)
