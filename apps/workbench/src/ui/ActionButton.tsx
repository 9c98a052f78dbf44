import { runAction } from '../actions/runAction.ts'
import { actionById } from '../keymap.ts'
import { keysOf } from '../keys/keyTable.ts'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { mayRun } from '../work/editRight.ts'
import { Button, IconButton } from './Button.tsx'
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
  const { label, keys, isAllowed, run } = useAction(id)
  return (
    <IconButton {...{ icon, label, keys }} isDisabled={isDisabled || !isAllowed} onClick={run} />
  )
}

/** The same with a text of its own, shorter than the action's. */
export function ActionButton({
  id,
  text,
  icon,
  look = 'plain',
  isDisabled = false,
}: {
  readonly id: string
  readonly text: string
  readonly icon?: IconName
  readonly look?: 'plain' | 'primary' | 'danger'
  readonly isDisabled?: boolean
}) {
  const { keys, isAllowed, run } = useAction(id)
  return (
    <Button
      {...{ keys, look, ...(icon && { icon }) }}
      isDisabled={isDisabled || !isAllowed}
      onClick={run}
    >
      {text}
    </Button>
  )
}

function useAction(id: string) {
  const workbench = useWorkbench()
  const { keys, language } = useWorkbenchState(({ preferences }) => preferences)
  const action = actionById(id)
  const isAllowed = useWorkbenchState(
    ({ editRight }) => action !== undefined && mayRun(editRight, action),
  )
  if (action === undefined) throw new Error(`Expected an action, got ${id}`)
  return {
    label: action.label[language],
    keys: keysOf(action, keys),
    isAllowed,
    run: () => runAction(workbench, action),
  }
}
