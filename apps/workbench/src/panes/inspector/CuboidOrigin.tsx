import type { CuboidRecord } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'
import { differenceOf } from './difference.ts'
import styles from './Inspector.module.css'

/** Where the cuboid came from, what became of it, and how far it is from its pre-label. */
export function CuboidOrigin({ cuboid }: { readonly cuboid: CuboidRecord }) {
  const { t } = useTranslation()
  const { state, provenance, score, proposal } = cuboid
  const difference = proposal === null ? null : differenceOf(proposal, cuboid)
  return (
    <dl className={styles.fields}>
      <dt>{t('inspector.state')}</dt>
      <dd className={styles.words}>
        <span className={styles.state} data-state={state}>
          {state === 'final' && <Icon name="lock" size={12} />}
          {t(`state.${state}`)}
        </span>
        <span className={styles.reading}>
          {t(`provenance.${provenance}`)}
          {score !== null && ` · ${t('inspector.score', { score: score.toFixed(2) })}`}
        </span>
      </dd>
      {difference && (
        <>
          <dt>{t('inspector.difference')}</dt>
          <dd className={styles.words}>
            <span>{t('inspector.movedBy', { meters: difference.moved.toFixed(2) })}</span>
            <span>{t('inspector.turnedBy', { degrees: difference.turnedDeg.toFixed(1) })}</span>
            <span>
              {t('inspector.resizedBy', { meters: difference.resized.map(signed).join(' ') })}
            </span>
          </dd>
        </>
      )}
    </dl>
  )
}

function signed(meters: number): string {
  return `${meters < 0 ? '−' : '+'}${Math.abs(meters).toFixed(2)}`
}
