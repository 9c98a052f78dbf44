import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { countsByCheck, findingGroups } from '../../store/findings.ts'
import type { FindingFilter, WorkbenchState } from '../../store/state.ts'
import { IconButton } from '../../ui/Button.tsx'
import field from '../../ui/Field.module.css'
import { Select } from '../../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'

const GROUPINGS: readonly WorkbenchState['findingGrouping'][] = ['check', 'track']
const ONLY: readonly FindingFilter['only'][] = ['all', 'here', 'selected', 'waived']

/** Which findings are listed. */
export function FindingFilters() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { filter, findings, grouping } = useWorkbenchState(
    useShallow((state) => ({
      filter: state.findingFilter,
      findings: state.findings,
      grouping: state.findingGrouping,
    })),
  )
  const groups = useWorkbenchState(findingGroups)
  const listed = groups.reduce((sum, group) => sum + group.findings.length, 0)
  const all = filter.only === 'waived' ? findings.waived.length : findings.all.length
  const change = (part: Partial<FindingFilter>): void =>
    store.setState({ findingFilter: { ...filter, ...part } })
  return (
    <div className={styles.filters}>
      <input
        type="search"
        className={`${field.text} ${styles.search}`}
        aria-label={t('findings.find')}
        placeholder={t('findings.find')}
        value={filter.text}
        onChange={({ target }) => change({ text: target.value })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Select
        label={t('findings.kind')}
        value={filter.check ?? ''}
        options={[
          { value: '', text: t('findings.kindAll') },
          ...Array.from(countsByCheck(findings), ([check, count]) => ({
            value: check,
            text: `${t(`check.${check}`)} (${count})`,
          })),
        ]}
        onChange={(check) => change({ check: check === '' ? null : check })}
      />
      <Select
        label={t('findings.only')}
        value={filter.only}
        options={ONLY.map((value) => ({ value, text: t(`findings.only_${value}`) }))}
        onChange={(only) => change({ only })}
      />
      <Select
        label={t('findings.grouping')}
        value={grouping}
        options={GROUPINGS.map((value) => ({ value, text: t(`findings.grouping_${value}`) }))}
        onChange={(findingGrouping) => store.setState({ findingGrouping })}
      />
      <IconButton
        icon="settings"
        label={t('checks.title')}
        onClick={() => store.setState({ dialog: 'checks' })}
      />
      <span className={styles.total} data-testid="findingCount">
        {listed === all ? all : `${listed} / ${all}`}
      </span>
    </div>
  )
}
