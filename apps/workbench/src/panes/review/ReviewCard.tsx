import type { CuboidRecord } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { useTranslation } from 'react-i18next'
import { baseBoxOf } from '../../review/baseBox.ts'
import { selectedCuboid, selectedTrack } from '../../store/selectors.ts'
import { parseAuthor } from '../../sync/author.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { useTimeText } from '../../ui/useTimeText.ts'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import { differenceOf } from '../inspector/difference.ts'
import styles from './ReviewPane.module.css'

/** What was done to the selected object in this frame, and the answers to it. */
export function ReviewCard() {
  const { t } = useTranslation()
  const track = useWorkbenchState(selectedTrack)
  const cuboid = useWorkbenchState(selectedCuboid)
  const review = useWorkbenchState((state) => state.review)
  if (track === null) return null
  return (
    <div className={styles.card} data-testid="reviewCard">
      {review.base !== 'none' && cuboid !== null && (
        <Changes was={baseBoxOf(review, cuboid)} cuboid={cuboid} />
      )}
      <div className={styles.actions}>
        <ActionButton id="reviewAccept" text={t('review.accept')} icon="check" look="primary" />
        <ActionButton id="reviewSendBack" text={t('review.sendBack')} icon="undo" />
      </div>
    </div>
  )
}

function Changes({
  was,
  cuboid,
}: {
  readonly was: Cuboid | null | undefined
  readonly cuboid: CuboidRecord
}) {
  const { t } = useTranslation()
  const timeText = useTimeText()
  const last = useWorkbenchState(({ review }) => review.log?.lastOf.get(cuboid.id) ?? null)
  return (
    <p className={styles.changes}>
      {was === undefined && t('review.unchanged')}
      {was === null && t('review.isNew')}
      {was != null && <Numbers was={was} cuboid={cuboid} />}
      {last !== null && (
        <span className={styles.muted}>
          {t('review.lastBy', {
            name: parseAuthor(last.author).name || t('review.nobody'),
            time: timeText(last.atUs),
          })}
        </span>
      )}
    </p>
  )
}

function Numbers({ was, cuboid }: { readonly was: Cuboid; readonly cuboid: Cuboid }) {
  const { t } = useTranslation()
  const { moved, turnedDeg, resized } = differenceOf(was, cuboid)
  const sides = resized.map((side) => `${side < 0 ? '−' : '+'}${Math.abs(side).toFixed(2)}`)
  return (
    <>
      <span>{t('review.moved', { meters: moved.toFixed(2) })}</span>
      <span>{t('review.turned', { degrees: turnedDeg.toFixed(1) })}</span>
      <span>{t('review.resized', { meters: sides.join(' ') })}</span>
    </>
  )
}
