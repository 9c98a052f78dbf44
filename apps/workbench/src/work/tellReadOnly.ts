import type { Clip } from '@trueline/annotation'
import { notify } from '../actions/notices.ts'
import { texts } from '../i18n/i18n.ts'
import type { WorkbenchState } from '../store/state.ts'

/** The clips that it was said of: the badge goes on saying it. */
const told = new WeakSet<Clip>()

/** Says why nothing is edited here, once for a clip that is open. */
export function tellReadOnly({
  clip,
  editRight,
}: Pick<WorkbenchState, 'clip' | 'editRight'>): void {
  if (clip === null || editRight === 'all' || told.has(clip)) return
  told.add(clip)
  notify(texts.t(`work.readOnlyHint_${editRight}`))
}
