import type { Clip, SensorId } from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { selectedCuboid } from '../../store/selectors.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { bestCamera } from '../../tools/bestCamera.ts'
import { OverlayBar, Toggle } from '../../ui/Toggle.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './CamerasPane.module.css'
import { CameraTile } from './CameraTile.tsx'

/** All cameras in a strip, or one of them large: a chosen one, else the one that sees the object best. */
export function CamerasPane() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const clip = useWorkbenchState((state) => state.clip)
  const focused = useWorkbenchState(({ focusedCamera }) => focusedCamera)
  const best = useWorkbenchState(bestForSelected)
  const [isStrip, setStrip] = useState(true)
  const [hasPoints, setPoints] = useState(false)
  const [isCropped, setCropped] = useState(false)
  const cameras = camerasOf(clip)
  const large = focused ?? best ?? cameras[0] ?? null
  const shown = isStrip || large === null ? cameras : cameras.filter((id) => id === large)

  function choose(camera: SensorId | null): void {
    setStrip(false)
    store.getState().set({ focusedCamera: camera })
  }

  return (
    <section
      className={styles.pane}
      aria-label={t('pane.cameras')}
      data-testid="cameras"
      data-best={best ?? ''}
    >
      <OverlayBar className={styles.controls}>
        {cameras.length > 1 && (
          <>
            <Toggle
              text={t('cameras.strip')}
              hint={t('cameras.stripHint')}
              isOn={isStrip}
              onToggle={() => setStrip(true)}
            />
            <Toggle
              text={t('cameras.best')}
              hint={t('cameras.bestHint')}
              isOn={!isStrip && focused === null}
              onToggle={() => choose(null)}
            />
          </>
        )}
        <Toggle
          text={t('cameras.points')}
          hint={t('cameras.pointsHint')}
          isOn={hasPoints}
          onToggle={() => setPoints(!hasPoints)}
        />
        <Toggle
          text={t('cameras.crop')}
          hint={t('cameras.cropHint')}
          isOn={isCropped}
          onToggle={() => setCropped(!isCropped)}
        />
      </OverlayBar>
      <div className={styles.tiles}>
        {shown.map((sensorId) => (
          <CameraTile
            key={sensorId}
            sensorId={sensorId}
            hasPoints={hasPoints}
            isCropped={isCropped}
            onEnlarge={() => (isStrip ? choose(sensorId) : setStrip(true))}
          />
        ))}
      </div>
      {cameras.length === 0 && <p className={styles.empty}>{t('cameras.empty')}</p>}
    </section>
  )
}

/** The cameras of the clip that have a picture at all. */
function camerasOf(clip: Clip | null): readonly SensorId[] {
  if (clip === null) return []
  const withPictures = new Set(
    clip.frames.flatMap(({ images }) => images.map(({ sensorId }) => sensorId)),
  )
  return clip.sensors
    .filter(({ id, modality }) => modality === 'camera' && withPictures.has(id))
    .map(({ id }) => id)
}

function bestForSelected(state: WorkbenchState): SensorId | null {
  const cuboid = selectedCuboid(state)
  return cuboid === null || state.clip === null ? null : bestCamera(state.clip, state.frame, cuboid)
}
