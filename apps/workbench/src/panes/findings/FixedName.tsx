import { recordOf } from '@trueline/annotation'
import type { FixedId } from '@trueline/consistency'
import { useTranslation } from 'react-i18next'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'

/** What a lane or map element is called; nothing of links, which are between such. */
export function FixedName({ id }: { readonly id: FixedId }) {
  const { t } = useTranslation()
  const record = useWorkbenchState(({ annotations }) => recordOf(annotations, id))
  if (record?.kind === 'lane') {
    return <span className={styles.where}>{t(`road.kind_${record.laneKind}`)}</span>
  }
  if (record?.kind !== 'mapElement') return null
  return <span className={styles.where}>{t(`road.element_${record.elementKind}`)}</span>
}
