import { findingAtHand } from '../store/findings.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Workbench } from '../workbench.ts'
import { summaryOf } from './mendPreview.ts'

/** Shows what `M` would do to the finding at hand, until the function it returns is called. */
export function followMendPreview({ store, checker }: Pick<Workbench, 'store' | 'checker'>) {
  let turn = 0

  async function look(): Promise<void> {
    const mine = ++turn
    const atHand = findingAtHand(store.getState())
    const number = atHand?.number ?? null
    if (number === null || atHand?.finding.mend === null) return
    const of = { kind: 'finding', number } as const
    const patch = await checker.mend(of)
    const isWanted =
      mine === turn && findingAtHand(store.getState())?.number === number && patch.length > 0
    if (isWanted) store.setState({ mendPreview: { of, patch, summary: summaryOf(patch) } })
  }

  return store.subscribe((state: WorkbenchState, before: WorkbenchState) => {
    const isEdited = state.annotations !== before.annotations
    const isMoved =
      state.findingCursor !== before.findingCursor ||
      state.selectedTrackId !== before.selectedTrackId
    // What it was made on is no more.
    if ((isEdited || isMoved) && state.mendPreview !== null) store.setState({ mendPreview: null })
    const isNew = isMoved || state.findings !== before.findings
    // The preview of all of a kind stays until it is answered.
    if (!isNew || store.getState().mendPreview?.of.kind === 'all') return
    // That the checks failed is said where the findings stand.
    look().catch(() => undefined)
  })
}
