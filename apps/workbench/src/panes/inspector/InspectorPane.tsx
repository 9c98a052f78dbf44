import { useTranslation } from 'react-i18next'
import { selectedCuboid, selectedTrack } from '../../store/selectors.ts'
import { Editable } from '../../ui/Editable.tsx'
import { Keys } from '../../ui/Keys.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import { AttributeFields } from './AttributeFields.tsx'
import { CuboidActions } from './CuboidActions.tsx'
import { CuboidFields } from './CuboidFields.tsx'
import { CuboidOrigin } from './CuboidOrigin.tsx'
import { FixedFields } from './fixed/FixedFields.tsx'
import styles from './Inspector.module.css'
import { ObjectFindings } from './ObjectFindings.tsx'
import { TrackFields } from './TrackFields.tsx'

/** The selected object in numbers and words, to read and to change. */
export function InspectorPane() {
  const { t } = useTranslation()
  const track = useWorkbenchState(selectedTrack)
  const cuboid = useWorkbenchState(selectedCuboid)
  const hasClip = useWorkbenchState(({ clip }) => clip !== null)
  const hasFixed = useWorkbenchState(({ selectedFixedId }) => selectedFixedId !== null)
  if (track === null && hasFixed) {
    return (
      <section className={styles.pane} aria-label={t('pane.inspector')}>
        <Editable>
          <FixedFields />
        </Editable>
      </section>
    )
  }
  if (track === null) {
    return (
      <div className={styles.empty}>
        <p>{t(hasClip ? 'inspector.nothing' : 'tracks.noClip')}</p>
        {hasClip && (
          <p>
            <Keys keys={['1', '2']} /> {t('inspector.nothingKeys')}
          </p>
        )}
      </div>
    )
  }
  return (
    <section className={styles.pane} aria-label={t('pane.inspector')}>
      <Editable>
        <TrackFields track={track} />
        {cuboid === null || cuboid.state === 'rejected' ? (
          <p className={styles.note}>
            {t(cuboid === null ? 'inspector.notHere' : 'inspector.rejectedHere')}
          </p>
        ) : (
          <CuboidFields cuboid={cuboid} />
        )}
        <CuboidActions cuboid={cuboid} />
      </Editable>
      {cuboid !== null && <CuboidOrigin cuboid={cuboid} />}
      <ObjectFindings track={track} />
      <Editable>
        <AttributeFields track={track} cuboid={cuboid} />
      </Editable>
    </section>
  )
}
