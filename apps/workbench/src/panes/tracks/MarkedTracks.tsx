import {
  type Annotations,
  deleteTrack,
  type Patch,
  setCategory,
  type TrackId,
} from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { runAction } from '../../actions/runAction.ts'
import { tryEdit } from '../../actions/tryEdit.ts'
import { actionById } from '../../keymap.ts'
import { Button } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './TracksPane.module.css'

/** What can be done with several tracks at once; nothing while none is marked. */
export function MarkedTracks() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { store } = workbench
  const { marked, clip, language } = useWorkbenchState(
    useShallow(({ markedTrackIds, clip, preferences }) => ({
      marked: markedTrackIds,
      clip,
      language: preferences.language,
    })),
  )
  if (marked.size === 0 || clip === null) return null

  /** One edit over all marked tracks; each gives changes of records of its own. */
  const editMarked = (
    command: string,
    patchOf: (annotations: Annotations, trackId: TrackId) => Patch,
  ): void => {
    tryEdit(workbench, command, ({ annotations }) =>
      [...marked].flatMap((trackId) => patchOf(annotations, trackId)),
    )
    store.setState({ markedTrackIds: new Set() })
  }
  const merge = actionById('merge')
  return (
    <div className={styles.marked}>
      <span className={styles.count}>{t('tracks.marked', { count: marked.size })}</span>
      <Editable>
        <Select
          label={t('tracks.recategorize')}
          value=""
          options={[
            { value: '', text: t('tracks.recategorize') },
            ...clip.ontology.categories.map(({ id, label }) => ({
              value: id,
              text: label[language],
            })),
          ]}
          onChange={(category) =>
            category !== '' &&
            editMarked('setCategory', (annotations, trackId) =>
              setCategory(annotations, { trackId, category }),
            )
          }
        />
        {merge && (
          <Button
            icon="merge"
            isDisabled={marked.size < 2}
            onClick={() => runAction(workbench, merge)}
          >
            {t('tracks.merge')}
          </Button>
        )}
        <Button
          icon="trash"
          look="danger"
          onClick={() =>
            editMarked('deleteTrack', (annotations, trackId) =>
              deleteTrack(annotations, { trackId, fromFrame: null }),
            )
          }
        >
          {t('tracks.delete')}
        </Button>
      </Editable>
      <Button onClick={() => store.setState({ markedTrackIds: new Set() })}>
        {t('tracks.unmark')}
      </Button>
    </div>
  )
}
