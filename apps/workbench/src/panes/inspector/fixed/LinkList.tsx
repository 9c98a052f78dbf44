import {
  isShown,
  type LaneId,
  type Link,
  linksAt,
  type MapElementId,
  recordOf,
  unlinkFixed,
} from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { tryEdit } from '../../../actions/tryEdit.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../../../WorkbenchContext.tsx'
import styles from '../Inspector.module.css'

type Id = LaneId | MapElementId

/** What a lane or map element is linked to, each to be gone to. */
export function LinkList({ id }: { readonly id: Id }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { store } = workbench
  const annotations = useWorkbenchState((state) => state.annotations)
  const links = linksAt(annotations, id).filter(isShown)
  const titleOf = (other: Id): string => {
    const record = recordOf(annotations, other)
    if (record?.kind === 'lane') return t(`road.kind_${record.laneKind}`)
    return record?.kind === 'mapElement' ? t(`road.element_${record.elementKind}`) : other
  }
  return (
    <>
      <h3 className={styles.heading}>{t('road.links')}</h3>
      {links.length === 0 && <p className={styles.reading}>{t('road.noLinks')}</p>}
      <ul className={styles.links}>
        {links.map((link) => {
          const other = link.from === id ? link.to : link.from
          return (
            <li key={link.id}>
              <span>{t(`road.link_${relationOf(link, id)}`)}</span>
              <button type="button" onClick={() => store.setState({ selectedFixedId: other })}>
                {titleOf(other)}
              </button>
              <IconButton
                icon="cross"
                label={t('road.unlink')}
                onClick={() =>
                  tryEdit(workbench, 'unlinkFixed', (state) => unlinkFixed(state.annotations, link))
                }
              />
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** What a link is, seen from one of its ends. */
function relationOf({ linkKind, from }: Link, id: Id) {
  if (from === id) return linkKind
  switch (linkKind) {
    case 'successor':
      return 'predecessor'
    case 'leftNeighbour':
    case 'rightNeighbour':
      // Beside it on its own side: which one of ours that is depends on its direction.
      return linkKind === 'leftNeighbour' ? 'rightNeighbour' : 'leftNeighbour'
    case 'controls':
      return 'controlledBy'
    case 'belongsTo':
      return 'has'
  }
}
