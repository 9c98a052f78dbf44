import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ACTIONS, actionById } from '../../keymap.ts'
import { keyNames } from '../../keys/keyNames.ts'
import { bindingOf } from '../../keys/keyTable.ts'
import { Button } from '../../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import type { Action } from '../../workbench.ts'
import type { EditedKey } from './editedKey.ts'
import own from './KeyList.module.css'
import { type KeyVerdict, takenOver, verdictOn, withKey } from './rebind.ts'

/** Takes the next key pressed for an action; says who has it, or why it cannot be had. */
export function KeyCapture({
  action,
  edited,
  onEnd,
}: {
  readonly action: Action
  readonly edited: EditedKey
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const [pressed, setPressed] = useState<{ readonly key: string; readonly verdict: KeyVerdict }>()
  const field = useRef<HTMLButtonElement>(null)
  useEffect(() => field.current?.focus(), [])

  const change = (to: string | null, isTakenOver: boolean): void => {
    const { preferences, prefer } = store.getState()
    const request = { action, from: edited.key, to }
    prefer({
      keys: isTakenOver
        ? takenOver(preferences.keys, ACTIONS, request)
        : withKey(preferences.keys, action, request),
    })
    onEnd()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // Tab leaves, as everywhere.
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      onEnd()
      return
    }
    const key = bindingOf(event.nativeEvent)
    if (key === null) return
    const { keys: chosen } = store.getState().preferences
    const verdict = verdictOn(key, { actionId: action.id, actions: ACTIONS, chosen })
    if (verdict.kind === 'free') change(key, false)
    else setPressed({ key, verdict })
  }
  return (
    <div className={own.capture}>
      <div className={own.line}>
        <button ref={field} type="button" className={own.field} onKeyDown={onKeyDown}>
          {t('keySheet.press')}
        </button>
        <span className={own.hint}>{t('keySheet.pressHint')}</span>
        {edited.key !== null && (
          <Button icon="cross" onClick={() => change(null, false)}>
            {t('keySheet.remove')}
          </Button>
        )}
      </div>
      {pressed !== undefined && (
        <div className={own.line} role="alert">
          <Refusal pressed={pressed} />
          {pressed.verdict.kind === 'taken' && (
            <>
              <Button onClick={() => change(pressed.key, true)}>{t('keySheet.takeOver')}</Button>
              <Button onClick={onEnd}>{t('keySheet.leave')}</Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}

function Refusal({
  pressed: { key, verdict },
}: {
  readonly pressed: { readonly key: string; readonly verdict: KeyVerdict }
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const name = keyNames(key).join(' ')
  switch (verdict.kind) {
    case 'free':
      return null
    case 'reserved':
      return <p className={own.warning}>{t('keySheet.reserved', { key: name })}</p>
    case 'unknown':
      return <p className={own.warning}>{t('keySheet.unknown')}</p>
    case 'taken':
      return (
        <p className={own.warning}>
          {t('keySheet.taken', {
            key: name,
            action: actionById(verdict.by)?.label[language] ?? verdict.by,
          })}
        </p>
      )
  }
}
