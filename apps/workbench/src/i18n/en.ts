import { batch } from './en/batch.ts'
import { dialogs } from './en/dialogs.ts'
import { findings } from './en/findings.ts'
import { panes } from './en/panes.ts'
import { people } from './en/people.ts'
import { review } from './en/review.ts'
import { road } from './en/road.ts'
import { roadside } from './en/roadside.ts'
import { window } from './en/window.ts'
import { work } from './en/work.ts'

/** The interface's words in English; every other language has the same keys. */
export const en = {
  ...window,
  ...panes,
  ...dialogs,
  ...findings,
  ...batch,
  ...road,
  ...roadside,
  ...work,
  ...review,
  ...people,
} as const
