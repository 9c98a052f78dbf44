import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ACTIONS, actionById } from '../../keymap.ts'
import { keyNames } from '../../keys/keyNames.ts'
import { keyConflicts, keysOf, normalKey } from '../../keys/keyTable.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import type { Action } from '../../workbench.ts'
import type { EditedKey } from './editedKey.ts'
import { KeyCapture } from './KeyCapture.tsx'
import own from './KeyList.module.css'
import { withoutChoice } from './rebind.ts'

/** An action and its keys, each a button that takes another key. */
export function KeyRow({
  action,
  edited,
  onEdit,
}: {
  readonly action: Action
  /** Which of this action's keys is being changed; `null` when none is. */
  readonly edited: EditedKey | null
  readonly onEdit: (edited: EditedKey | null) => void
}) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { keys: chosen, language } = useWorkbenchState(({ preferences }) => preferences)
  const row = useRef<HTMLLIElement>(null)
  const isEdited = edited !== null
  const wasEdited = useRef(false)
  useEffect(() => {
    // The field that had the focus is gone: it goes to the keys it changed.
    if (wasEdited.current && !isEdited && !document.activeElement?.matches('button, input'))
      row.current?.querySelector('button')?.focus()
    wasEdited.current = isEdited
  }, [isEdited])
  const label = action.label[language]
  const edit = (key: string | null) => (): void => onEdit({ actionId: action.id, key })
  return (
    <li ref={row} className={own.row} data-edited={isEdited}>
      <span className={own.label}>{label}</span>
      <span className={own.keys}>
        {keysOf(action, chosen).map((key) => (
          <button
            key={key}
            type="button"
            className={own.key}
            aria-label={t('keySheet.change', { key: keyNames(key).join(' '), action: label })}
            data-edited={edited?.key === key}
            onClick={edit(key)}
          >
            <Keys keys={[key]} />
          </button>
        ))}
        <button
          type="button"
          className={own.add}
          aria-label={t('keySheet.add', { action: label })}
          onClick={edit(null)}
        >
          +
        </button>
        {action.id in chosen && (
          <IconButton
            icon="undo"
            label={t('keySheet.reset', { action: label })}
            onClick={() =>
              store.getState().prefer({
                keys: withoutChoice(store.getState().preferences.keys, action),
              })
            }
          />
        )}
      </span>
      <Clash action={action} />
      {edited !== null && (
        <KeyCapture key={edited.key} action={action} edited={edited} onEnd={() => onEdit(null)} />
      )}
    </li>
  )
}

/** Says which of an action's keys start another one first. */
function Clash({ action }: { readonly action: Action }) {
  const { t } = useTranslation()
  const { keys: chosen, language } = useWorkbenchState(({ preferences }) => preferences)
  const conflicts = keyConflicts(ACTIONS, chosen)
  const lost = keysOf(action, chosen).flatMap((key) => {
    const [first] = conflicts.get(normalKey(key)) ?? []
    return first === undefined || first === action.id ? [] : [{ key, first }]
  })
  return lost.map(({ key, first }) => (
    <p key={key} className={own.clash}>
      {t('keySheet.clash', {
        key: keyNames(key).join(' '),
        action: actionById(first)?.label[language] ?? first,
      })}
    </p>
  ))
}
