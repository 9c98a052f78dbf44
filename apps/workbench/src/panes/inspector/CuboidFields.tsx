import type { CuboidRecord } from '@trueline/annotation'
import {
  type Cuboid,
  fromDegrees,
  fromYaw,
  tiltOf,
  toDegrees,
  type Vec3,
  yawOf,
} from '@trueline/geometry'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { notifyError } from '../../actions/notices.ts'
import { gestureStore } from '../../store/gesture.ts'
import { commitCuboid } from '../../tools/editCuboid.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './Inspector.module.css'

const AXES = ['x', 'y', 'z'] as const
const SIDES = ['length', 'width', 'height'] as const

/** The cuboid of this frame in numbers; while it is dragged, the numbers of the drag. */
export function CuboidFields({ cuboid }: { readonly cuboid: CuboidRecord }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const shown = useStore(gestureStore, ({ gesture }) => {
    const isOfThis = gesture?.trackId === cuboid.trackId && gesture.frame === cuboid.frame
    return isOfThis ? gesture.cuboid : cuboid
  })
  const isFinal = cuboid.state === 'final'
  const commit = (change: Partial<Cuboid>): void => {
    const { center, extent, rotation } = cuboid
    try {
      commitCuboid(store.getState(), cuboid, { center, extent, rotation, ...change })
    } catch (error) {
      notifyError(error)
    }
  }
  const isTilted = tiltOf(shown.rotation) > fromDegrees(0.01)
  return (
    <dl className={styles.fields}>
      <dt>{t('inspector.center')}</dt>
      <dd>
        {AXES.map((axis, index) => (
          <NumberField
            key={axis}
            label={`${t('inspector.center')} ${axis}`}
            axis={axis}
            unit="m"
            value={shown.center[index]!}
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
            unit="m"
            value={shown.extent[index]!}
            isDisabled={isFinal}
            onCommit={(value) => commit({ extent: withValue(cuboid.extent, index, value) })}
          />
        ))}
      </dd>
      <dt>{t('inspector.yaw')}</dt>
      <dd>
        <NumberField
          label={t('inspector.yaw')}
          unit="°"
          decimals={1}
          value={toDegrees(yawOf(shown.rotation))}
          isDisabled={isFinal}
          onCommit={(value) => commit({ rotation: fromYaw(fromDegrees(value)) })}
        />
        <span className={styles.reading} title={t('inspector.pointsInside')}>
          {cuboid.pointCount === null
            ? t('inspector.pointsUnknown')
            : t('inspector.points', { count: cuboid.pointCount })}
        </span>
        {isTilted && (
          <span className={styles.reading}>
            {t('inspector.tilt', { degrees: toDegrees(tiltOf(shown.rotation)).toFixed(1) })}
          </span>
        )}
      </dd>
    </dl>
  )
}

function withValue(vector: Vec3, index: number, value: number): Vec3 {
  const [x, y, z] = vector
  return [index === 0 ? value : x, index === 1 ? value : y, index === 2 ? value : z]
}
