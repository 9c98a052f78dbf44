import {
  type AttributeDefinition,
  type CuboidRecord,
  setCuboidAttribute,
  setTrackAttribute,
  type Track,
} from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { tryEdit } from '../../actions/tryEdit.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { AttributeField } from './AttributeField.tsx'
import styles from './Inspector.module.css'

/** The attributes of the object, and those of its box in this frame. */
export function AttributeFields({
  track,
  cuboid,
}: {
  readonly track: Track
  readonly cuboid: CuboidRecord | null
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { clip, language } = useWorkbenchState(
    useShallow(({ clip, preferences }) => ({ clip, language: preferences.language })),
  )
  const defined = (clip?.ontology.attributes ?? []).filter(
    ({ categories }) => categories === null || categories.includes(track.category),
  )
  const ofTrack = defined.filter(({ appliesTo }) => appliesTo === 'track')
  const ofCuboid = defined.filter(({ appliesTo }) => appliesTo === 'cuboid')
  const label = (definition: AttributeDefinition): string => definition.label[language]
  return (
    <>
      {ofTrack.length > 0 && <h3 className={styles.heading}>{t('inspector.allFrames')}</h3>}
      <div className={styles.attributes}>
        {ofTrack.map((definition) => (
          <AttributeField
            key={definition.id}
            definition={definition}
            label={label(definition)}
            value={track.attributes[definition.id] ?? null}
            onChange={(value) =>
              tryEdit(workbench, 'setTrackAttribute', ({ annotations }) =>
                setTrackAttribute(annotations, {
                  trackId: track.id,
                  attribute: definition.id,
                  value,
                }),
              )
            }
          />
        ))}
      </div>
      {cuboid !== null && cuboid.state !== 'rejected' && ofCuboid.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('inspector.thisFrame')}</h3>
          <div className={styles.attributes}>
            {ofCuboid.map((definition) => (
              <AttributeField
                key={definition.id}
                definition={definition}
                label={label(definition)}
                value={cuboid.attributes[definition.id] ?? null}
                onChange={(value) =>
                  tryEdit(workbench, 'setCuboidAttribute', ({ annotations }) =>
                    setCuboidAttribute(annotations, {
                      trackId: track.id,
                      frames: [cuboid.frame],
                      attribute: definition.id,
                      value,
                    }),
                  )
                }
              />
            ))}
          </div>
        </>
      )}
    </>
  )
}
