import { describeLane, type Lane, type LaneDescription } from '@trueline/annotation'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { tryEdit } from '../../../actions/tryEdit.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useWorkbench } from '../../../WorkbenchContext.tsx'
import styles from '../Inspector.module.css'
import { FixedActions } from './FixedActions.tsx'
import { LineReading } from './LineReading.tsx'
import { LinkList } from './LinkList.tsx'

const KINDS = [
  ...['driving', 'bus', 'bicycle', 'walking', 'parking'],
  ...['shoulder', 'emergency', 'tram', 'other'],
] as readonly Lane['laneKind'][]
const DIRECTIONS = ['forward', 'both'] as const
const TURNS = ['none', 'straight', 'left', 'right', 'uTurn'] as const
/** Kilometers per hour in one meter per second. */
const KMH = 3.6

/** What is said of a lane. */
export function LaneFields({ lane }: { readonly lane: Lane }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const junctionId = useId()
  const describe = (description: Partial<LaneDescription>): void =>
    tryEdit(workbench, 'describeLane', ({ annotations }) =>
      describeLane(annotations, { laneId: lane.id, ...description }),
    )
  return (
    <>
      <h2 className={styles.fixedTitle}>{t('road.lane')}</h2>
      <LineReading points={lane.centerLine} knots={lane.knots} />
      <div className={styles.attributes}>
        <span>{t('road.kind')}</span>
        <Select
          label={t('road.kind')}
          value={lane.laneKind}
          options={KINDS.map((value) => ({ value, text: t(`road.kind_${value}`) }))}
          onChange={(laneKind) => describe({ laneKind })}
        />
        <span>{t('road.direction')}</span>
        <Select
          label={t('road.direction')}
          value={lane.direction}
          options={DIRECTIONS.map((value) => ({ value, text: t(`road.direction_${value}`) }))}
          onChange={(direction) => describe({ direction })}
        />
        <span>{t('road.turn')}</span>
        <Select
          label={t('road.turn')}
          value={lane.turn ?? 'none'}
          options={TURNS.map((value) => ({ value, text: t(`road.turn_${value}`) }))}
          onChange={(turn) => describe({ turn: turn === 'none' ? null : turn })}
        />
        <span>{t('road.speedLimit')}</span>
        <NumberField
          label={t('road.speedLimit')}
          unit="km/h"
          decimals={0}
          value={(lane.speedLimit ?? 0) * KMH}
          onCommit={(kmh) => describe({ speedLimit: kmh > 0 ? kmh / KMH : null })}
        />
        <label htmlFor={junctionId}>{t('road.junction')}</label>
        <input
          id={junctionId}
          className={styles.checkbox}
          type="checkbox"
          checked={lane.isInJunction}
          onChange={({ target }) => describe({ isInJunction: target.checked })}
        />
      </div>
      <FixedActions state={lane.state}>
        <ActionButton id="road.reverse" icon="turn" text={t('road.reverse')} />
        <ActionButton id="road.extend" text={t('road.extend')} />
        <ActionButton id="road.cut" text={t('road.cut')} />
        <ActionButton id="road.join" text={t('road.join')} />
        <ActionButton id="road.snap" text={t('road.snap')} />
        <ActionButton id="road.link" text={t('road.link')} />
        <ActionButton id="road.junctionLane" text={t('road.junctionTo')} />
        <ActionButton id="road.offsetLeft" text={t('road.left')} />
        <ActionButton id="road.offsetRight" text={t('road.right')} />
        {(lane.left === null || lane.right === null) && (
          <ActionButton id="road.boundaries" text={t('road.boundaries')} />
        )}
        {lane.left !== null && lane.right !== null && (
          <>
            <ActionButton id="road.swapSides" text={t('road.swap')} />
            {!lane.isCenterDerived && <ActionButton id="road.derive" text={t('road.derive')} />}
          </>
        )}
        {lane.knots === undefined ? (
          <ActionButton id="road.smooth" text={t('road.smooth')} />
        ) : (
          <ActionButton id="road.points" text={t('road.asCorners')} />
        )}
        <ActionButton id="road.simplify" text={t('road.simplify')} />
      </FixedActions>
      <p className={styles.note}>
        {t(lane.knots === undefined ? 'road.corners' : 'road.knots')}{' '}
        {t(lane.isCenterDerived ? 'road.center_derived' : 'road.center_drawn')}
      </p>
      <LinkList id={lane.id} />
    </>
  )
}
