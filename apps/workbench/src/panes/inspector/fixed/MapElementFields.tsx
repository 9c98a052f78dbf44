import type { MapElement } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import styles from '../Inspector.module.css'
import { FixedActions } from './FixedActions.tsx'
import { LineReading } from './LineReading.tsx'
import { LinkList } from './LinkList.tsx'
import { KindField, PaintFields } from './PaintFields.tsx'

/** What is said of a map element. */
export function MapElementFields({ element }: { readonly element: MapElement }) {
  const { t } = useTranslation()
  const { shape, marks } = element
  const paint = marks.map(({ pattern, color }) => `${pattern}${color === null ? '' : ` ${color}`}`)
  return (
    <>
      <h2 className={styles.fixedTitle}>{t(`road.element_${element.elementKind}`)}</h2>
      {shape.kind !== 'box' && <LineReading points={shape.points} knots={element.knots} />}
      <div className={styles.attributes}>
        {shape.kind === 'line' && <KindField element={element} />}
        {element.elementKind === 'laneBoundary' && marks.length < 2 && (
          <PaintFields element={element} />
        )}
        {marks.length > 1 && (
          <>
            <span>{t('road.paint')}</span>
            <span>{paint.join(', ')}</span>
          </>
        )}
      </div>
      <FixedActions state={element.state}>
        <ActionButton id="road.link" text={t('road.link')} />
        {shape.kind === 'line' && (
          <>
            {element.knots === undefined ? (
              <ActionButton id="road.smooth" text={t('road.smooth')} />
            ) : (
              <ActionButton id="road.points" text={t('road.asCorners')} />
            )}
            <ActionButton id="road.simplify" text={t('road.simplify')} />
          </>
        )}
      </FixedActions>
      {shape.kind !== 'box' && (
        <p className={styles.note}>
          {t(element.knots === undefined ? 'road.corners' : 'road.knots')}
        </p>
      )}
      <LinkList id={element.id} />
    </>
  )
}
