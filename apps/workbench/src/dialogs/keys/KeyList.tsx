import { useTranslation } from 'react-i18next'
import { ACTIONS } from '../../keymap.ts'
import type { Action } from '../../workbench.ts'
import styles from '../dialogs.module.css'
import type { EditedKey } from './editedKey.ts'
import keyboard from './Keyboard.module.css'
import own from './KeyList.module.css'
import { KeyRow } from './KeyRow.tsx'

const GROUPS: readonly Action['group'][] = [
  'navigate',
  'object',
  'move',
  'turn',
  'fit',
  'edit',
  'file',
  'view',
]

/** Every action by group, with its keys to be changed. */
export function KeyList({
  edited,
  onEdit,
}: {
  readonly edited: EditedKey | null
  readonly onEdit: (edited: EditedKey | null) => void
}) {
  const { t } = useTranslation()
  return (
    <div className={own.list}>
      {GROUPS.map((group) => (
        <section key={group} className={own.group} aria-label={t(`keySheet.group_${group}`)}>
          <h3 className={styles.heading}>
            <span className={keyboard.mark} data-group={group} />
            {t(`keySheet.group_${group}`)}
          </h3>
          <ul>
            {ACTIONS.filter((action) => action.group === group).map((action) => (
              <KeyRow
                key={action.id}
                action={action}
                edited={edited?.actionId === action.id ? edited : null}
                onEdit={onEdit}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
