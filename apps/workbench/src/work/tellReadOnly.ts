import type { Clip } from '@trueline/annotation'
import { notify } from '../actions/notices.ts'
import { texts } from '../i18n/i18n.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { EditRight } from './editRight.ts'

/** What was said of which clip: the badge goes on saying it. */
const told = new WeakMap<Clip, EditRight>()

/** Says why something is not edited here, once for a clip that is open and a reason. */
export function tellReadOnly({
  clip,
  editRight,
}: Pick<WorkbenchState, 'clip' | 'editRight'>): void {
  if (clip === null) return
  // At a frame that may be edited, what is refused reaches into accepted ones.
  const why = editRight === 'all' ? 'accepted' : editRight
  if (told.get(clip) === why) return
  told.set(clip, why)
  notify(texts.t(`work.readOnlyHint_${why}`))
}
