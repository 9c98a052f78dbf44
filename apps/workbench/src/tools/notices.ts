import type { FitAnswer } from '@trueline/pointcloud'
import { toast } from 'sonner'
import { selectedCuboid } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'

type Text = WorkbenchState['preferences']['language']
type Why = Extract<FitAnswer, { outcome: 'refused' }>['why']

const REFUSED: { readonly [why in Why]: { readonly [language in Text]: string } } = {
  tooFewPoints: {
    en: 'Too few points here to fit a box. Set it by hand.',
    zh: '此处点太少，无法自动贴合，请手动调整。',
  },
  movedTooFar: {
    en: 'The fit would move the box by more than its size, so it was left as it is.',
    zh: '贴合结果偏移过大，已保持原状。',
  },
  resizedTooMuch: {
    en: 'The fit would change a side more than threefold, so it was left as it is.',
    zh: '贴合结果尺寸变化过大，已保持原状。',
  },
}

const FINAL = {
  en: 'This cuboid is final. Take it back into work first (H).',
  zh: '该框已锁定，请先解除锁定（H）。',
}

const NOTHING = {
  en: 'Select an object with a box in this frame first.',
  zh: '请先选择本帧中有框的目标。',
}

/** Says why a fit changed nothing. */
export function tellRefused(state: WorkbenchState, why: Why): void {
  toast(REFUSED[why][state.preferences.language], { id: 'fit' })
}

/** Says why the selected cuboid cannot be changed. */
export function tellFinal(state: WorkbenchState): void {
  const text = selectedCuboid(state)?.state === 'final' ? FINAL : NOTHING
  toast(text[state.preferences.language], { id: 'fit' })
}
