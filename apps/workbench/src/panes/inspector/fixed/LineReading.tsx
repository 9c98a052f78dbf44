import { type Polyline, polylineLength } from '@trueline/geometry'
import { useTranslation } from 'react-i18next'
import styles from '../Inspector.module.css'

/** How long a line is, and what it is told by: its points, or the knots of a curve. */
export function LineReading({
  points,
  knots,
}: {
  readonly points: Polyline
  readonly knots: Polyline | undefined
}) {
  const { t } = useTranslation()
  const meters = polylineLength(points).toFixed(1)
  return (
    <p className={styles.reading}>
      {knots === undefined
        ? t('road.length', { meters, points: points.length })
        : t('road.curveLength', { meters, knots: knots.length })}
    </p>
  )
}
