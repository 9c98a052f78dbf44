import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { WorkbenchState } from './store/state.ts'
import type { Workbench } from './workbench.ts'

/** The workbench the tree below works with; `null` outside of one. */
export const WorkbenchContext = createContext<Workbench | null>(null)

/**
 * The workbench this component stands in.
 *
 * @throws {Error} outside of a `WorkbenchContext`.
 */
export function useWorkbench(): Workbench {
  const workbench = use(WorkbenchContext)
  if (workbench === null) throw new Error('Expected a WorkbenchContext around this component')
  return workbench
}

/**
 * What `selector` reads of the state; renders again only when that changes by `Object.is`.
 * A selector that makes a new object each time must be wrapped in zustand's `useShallow`.
 */
export function useWorkbenchState<Value>(selector: (state: WorkbenchState) => Value): Value {
  return useStore(useWorkbench().store, selector)
}
