import { z } from 'zod'

const share = z.number().min(0).max(1)

/** How the annotators of a project are tried without being told. */
export const hiddenChecksSchema = z.strictObject({
  /** Of the objects of a clip so many get a fault; 0 for none. */
  faultRate: z.number().min(0).max(0.5),
  /** The same seed plants the same faults. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** The least share of what is known that has to be right for a task to go on at once. */
  least: share,
  /** So often a task may be handed on that falls short of it; the last time it goes on all the same. */
  tries: z.int().min(1).max(10),
})

/** How the annotators of a project are tried without being told. */
export type HiddenChecks = Readonly<z.infer<typeof hiddenChecksSchema>>
