import type { CuboidRecord } from '@trueline/annotation'
import {
  type Cuboid,
  countPointsInCuboid,
  fromDegrees,
  fromYaw,
  tiltOf,
  toDegrees,
  type Vec3,
  yawOf,
} from '@trueline/geometry'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { notifyError } from '../../actions/notices.ts'
import { commitPlacements } from '../../tools/editCuboid.ts'
import { nearPoints, nearPointsStore } from '../../tools/nearPoints.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import { showDragNumbers } from './dragNumbers.ts'
import styles from './Inspector.module.css'

const AXES = ['x', 'y', 'z'] as const
const SIDES = ['length', 'width', 'height'] as const

/** The cuboid of this frame in numbers to change; while it is dragged, the numbers of the drag. */
export function CuboidFields({ cuboid }: { readonly cuboid: CuboidRecord }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const fields = useRef<HTMLDListElement>(null)
  useEffect(
    () => (fields.current === null ? undefined : showDragNumbers(fields.current, cuboid)),
    [cuboid],
  )
  const count = usePointCount(cuboid)
  const isFinal = cuboid.state === 'final'
  const commit = (change: Partial<Cuboid>): void => {
    const { center, extent, rotation } = cuboid
    try {
      const changed = { center, extent, rotation, ...change }
      commitPlacements(store.getState(), [{ record: cuboid, cuboid: changed }])
    } catch (error) {
      notifyError(error)
    }
  }
  const isTilted = tiltOf(cuboid.rotation) > fromDegrees(0.01)
  return (
    <dl ref={fields} className={styles.fields}>
      <dt>{t('inspector.center')}</dt>
      <dd>
        {AXES.map((axis, index) => (
          <NumberField
            key={axis}
            label={`${t('inspector.center')} ${axis}`}
            axis={axis}
            name={axis}
            unit="m"
            value={cuboid.center[index]!}
            isDisabled={isFinal}
            onCommit={(value) => commit({ center: withValue(cuboid.center, index, value) })}
          />
        ))}
      </dd>
      <dt>{t('inspector.extent')}</dt>
      <dd>
        {SIDES.map((side, index) => (
          <NumberField
            key={side}
            label={t(`inspector.${side}`)}
            axis={t(`inspector.${side}Short`)}
            name={side}
            unit="m"
            value={cuboid.extent[index]!}
            isDisabled={isFinal}
            onCommit={(value) => commit({ extent: withValue(cuboid.extent, index, value) })}
          />
        ))}
      </dd>
      <dt>{t('inspector.yaw')}</dt>
      <dd>
        <NumberField
          label={t('inspector.yaw')}
          name="yaw"
          unit="°"
          decimals={1}
          value={toDegrees(yawOf(cuboid.rotation))}
          isDisabled={isFinal}
          onCommit={(value) => commit({ rotation: fromYaw(fromDegrees(value)) })}
        />
        <span className={styles.reading} title={t('inspector.pointsInside')}>
          {count === null ? t('inspector.pointsUnknown') : t('inspector.points', { count })}
        </span>
        {isTilted && (
          <span className={styles.reading}>
            {t('inspector.tilt', { degrees: toDegrees(tiltOf(cuboid.rotation)).toFixed(1) })}
          </span>
        )}
      </dd>
    </dl>
  )
}

/** The points in a cuboid: as it was stored, else counted where the points are at hand. */
function usePointCount(cuboid: CuboidRecord): number | null {
  const near = useStore(nearPointsStore, (state) => state.near)
  return useMemo(() => {
    const points = near === null ? null : nearPoints(cuboid, cuboid)
    return points === null ? cuboid.pointCount : countPointsInCuboid(points, cuboid)
  }, [cuboid, near])
}

function withValue(vector: Vec3, index: number, value: number): Vec3 {
  const [x, y, z] = vector
  return [index === 0 ? value : x, index === 1 ? value : y, index === 2 ? value : z]
}
