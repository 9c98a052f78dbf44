import { runAction } from '../actions/runAction.ts'
import type { Action, Workbench } from '../workbench.ts'
import { actionFor } from './keyTable.ts'

/**
 * Lets keys start actions until the function it returns is called. Keys do nothing here while a text
 * is typed or a dialog is open, and Space and arrows stay with a control reached by the keyboard.
 */
export function installKeys(workbench: Workbench, actions: readonly Action[]): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return
    if (document.querySelector('dialog[open]') !== null) return
    const { preferences, opening } = workbench.store.getState()
    const action = actionFor(event, actions, preferences.keys)
    if (action === null || (isPlainKey(event) && isOnControl(event))) return
    // The clip that is still open may be covered by what is said of the next.
    if (opening?.state === 'reading' && action.group !== 'file') return
    event.preventDefault()
    runAction(workbench, action)
  }
  // A click leaves no focus behind, or the next Space would press that button again.
  const onMouseDown = (event: MouseEvent): void => {
    const button = event.target instanceof Element && event.target.closest('button')
    if (!button || button.closest('dialog') !== null) return
    event.preventDefault()
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }
  // A tab must keep its press, or it could not be dragged; it takes Enter for itself while it is focused.
  const onClick = ({ target, detail }: MouseEvent): void => {
    const tab = target instanceof Element && target.closest('[role=tab]')
    if (tab instanceof HTMLElement && detail > 0) tab.blur()
  }
  window.addEventListener('keydown', onKeyDown)
  window.addEventListener('mousedown', onMouseDown)
  window.addEventListener('click', onClick)
  return () => {
    window.removeEventListener('keydown', onKeyDown)
    window.removeEventListener('mousedown', onMouseDown)
    window.removeEventListener('click', onClick)
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type=range], [type=checkbox]), textarea, select, [contenteditable]',
    ) !== null
  )
}

function isPlainKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey) return false
  return (
    key === ' ' || key === 'Enter' || key.startsWith('Arrow') || key === 'Home' || key === 'End'
  )
}

function isOnControl({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches(
      'button:focus-visible, a:focus-visible, input:focus-visible, [role=slider]:focus-visible, [role=tab]:focus-visible, [role=listbox]:focus-visible',
    )
  )
}
