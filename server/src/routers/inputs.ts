import { clipId } from '@trueline/annotation'
import { z } from 'zod'
import { holdsUnstorableText } from '../imports/jsonText.ts'

/** Text the database can hold. */
export const storable = z
  .string()
  .refine((text) => !holdsUnstorableText(JSON.stringify(text)), 'Expected whole characters, no NUL')
/** A clip's id. */
export const clipIdInput = storable.min(1).max(100).transform(clipId)
/** A number of the log: whole, from 0. */
export const seqInput = z.int().nonnegative()
/** A clip's name as people type it. */
export const nameInput = storable.trim().min(1).max(300)
/** A format's id. */
export const formatInput = z.string().min(1).max(100)
/** Who made an edit or brought a clip in. */
export const authorInput = storable.trim().min(1).max(200)
/** An id of ours. */
export const idInput = storable.min(1).max(100)
/** What somebody notes; may be empty. */
export const noteInput = storable.trim().max(300)
/** A password or a key; how long a password must be is said where it is made. */
export const secretInput = storable.max(1000)
