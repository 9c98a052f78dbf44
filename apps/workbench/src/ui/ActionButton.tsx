import { runAction } from '../actions/runAction.ts'
import { actionById } from '../keymap.ts'
import { keysOf } from '../keys/keyTable.ts'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { IconButton } from './Button.tsx'
import type { IconName } from './Icon.tsx'

/** A button that does what an action of the keymap does, with its label and key. */
export function ActionIconButton({
  id,
  icon,
  isDisabled = false,
}: {
  readonly id: string
  readonly icon: IconName
  readonly isDisabled?: boolean
}) {
  const workbench = useWorkbench()
  const { keys, language } = useWorkbenchState(({ preferences }) => preferences)
  const action = actionById(id)
  if (action === undefined) throw new Error(`Expected an action, got ${id}`)
  return (
    <IconButton
      icon={icon}
      label={action.label[language]}
      keys={keysOf(action, keys)}
      isDisabled={isDisabled}
      onClick={() => runAction(workbench, action)}
    />
  )
}
