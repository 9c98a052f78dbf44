import type { CuboidRecord } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import type { Translate } from '../../i18n/translation.ts'
import { Icon } from '../../ui/Icon.tsx'
import { type Difference, differenceOf } from './difference.ts'
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
            {differenceTexts(t, difference).map((text) => (
              <span key={text}>{text}</span>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

/** What differs, each by itself; that nothing does, where nothing that can be read does. */
function differenceTexts(
  t: Translate,
  { moved, turnedDeg, resized }: Difference,
): readonly string[] {
  const texts = [
    moved < 0.005 ? null : t('inspector.movedBy', { meters: moved.toFixed(2) }),
    Math.abs(turnedDeg) < 0.05 ? null : t('inspector.turnedBy', { degrees: turnedDeg.toFixed(1) }),
    resized.every((side) => Math.abs(side) < 0.005)
      ? null
      : t('inspector.resizedBy', { meters: resized.map(signed).join(' ') }),
  ].filter((text) => text !== null)
  return texts.length === 0 ? [t('inspector.unchanged')] : texts
}

function signed(meters: number): string {
  return `${meters < 0 ? '−' : '+'}${Math.abs(meters).toFixed(2)}`
}
