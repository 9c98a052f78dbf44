import { batch } from './zh/batch.ts'
import { dialogs } from './zh/dialogs.ts'
import { findings } from './zh/findings.ts'
import { panes } from './zh/panes.ts'
import { people } from './zh/people.ts'
import { review } from './zh/review.ts'
import { road } from './zh/road.ts'
import { roadside } from './zh/roadside.ts'
import { window } from './zh/window.ts'
import { work } from './zh/work.ts'

/** The interface's words in Chinese. */
export const zh = {
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
}
