import { useTranslation } from 'react-i18next'
import type { Relation } from '../../store/proposals.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ProposalsPane.module.css'

const KINDS: readonly Relation['kind'][] = ['added', 'moved', 'same']

/** How the proposals compare with the labels there are, and which of them are shown. */
export function KindChips() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { byId, limits } = useWorkbenchState(({ proposals }) => proposals)
  const countOf = (kind: Relation['kind']): number =>
    [...byId.values()].filter(({ relation }) => relation.kind === kind).length
  const toggle = (kind: Relation['kind']): void => {
    const kinds = new Set(limits.kinds)
    if (!kinds.delete(kind)) kinds.add(kind)
    store.getState().propose({ limits: { ...limits, kinds } })
  }
  return (
    <div className={styles.row}>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className={styles.chip}
          aria-pressed={limits.kinds.has(kind)}
          title={t(`proposals.kind_${kind}Hint`)}
          onClick={() => toggle(kind)}
        >
          {t(`proposals.kind_${kind}`)} {countOf(kind)}
        </button>
      ))}
    </div>
  )
}
