import { useTranslation } from 'react-i18next'
import { rejectProposals, shownProposals } from '../../propose/answer.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ProposalsPane.module.css'

/** Answers every proposal that is shown, in one edit. */
export function AnswerAll() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const count = useWorkbenchState(({ proposals }) => proposals.shown.size)
  return (
    <div className={styles.row}>
      <ActionButton
        id="acceptProposals"
        text={t('proposals.acceptAll', { count })}
        isDisabled={count === 0}
      />
      <Editable>
        <Button
          isDisabled={count === 0}
          onClick={() => rejectProposals(workbench, shownProposals(workbench))}
        >
          {t('proposals.rejectAll')}
        </Button>
      </Editable>
      <ActionButton id="clearProposals" text={t('proposals.clear')} />
    </div>
  )
}
