import { batchActions } from './actions/batchActions.ts'
import { findingActions } from './actions/findingActions.ts'
import { generalActions } from './actions/generalActions.ts'
import { navigateActions } from './actions/navigateActions.ts'
import { objectActions } from './actions/objectActions.ts'
import { proposalActions } from './actions/proposalActions.ts'
import { reviewActions } from './actions/reviewActions.ts'
import { roadActions } from './actions/roadActions.ts'
import { boxActions } from './tools/boxActions.ts'
import type { Action } from './workbench.ts'

/** Everything a person can do, in the order it is listed; where two have one key the first has it. */
export const ACTIONS: readonly Action[] = [
  ...navigateActions,
  ...boxActions,
  ...objectActions,
  ...findingActions,
  ...proposalActions,
  ...batchActions,
  ...roadActions,
  ...reviewActions,
  ...generalActions,
]

/** An action of `ACTIONS` by its id. */
export function actionById(id: string): Action | undefined {
  return ACTIONS.find((action) => action.id === id)
}
