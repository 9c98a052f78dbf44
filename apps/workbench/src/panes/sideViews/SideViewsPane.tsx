import { Canvas, useFrame, useThree } from '@react-three/fiber'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './SideViewsPane.module.css'
import { createSideViews, type SideViews } from './sideViews.ts'

type Places = {
  readonly pane: RefObject<HTMLElement | null>
  readonly overlay: RefObject<HTMLCanvasElement | null>
}

/** The selected cuboid from above, from its side and from behind: where boxes are set exactly. */
export function SideViewsPane() {
  const pane = useRef<HTMLElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const { t } = useTranslation()
  return (
    <section
      ref={pane}
      className={styles.pane}
      aria-label={t('sideViews.name')}
      data-testid="sideViews"
      data-state="none"
    >
      <Canvas
        flat
        linear
        dpr={[1, 2]}
        frameloop="demand"
        className={styles.canvas}
        gl={{ antialias: false, alpha: false }}
      >
        <Drawing pane={pane} overlay={overlay} />
      </Canvas>
      <canvas ref={overlay} className={styles.overlay} />
      {(['none', 'absent', 'failed'] as const).map((state) => (
        <p key={state} className={styles.message} data-of={state}>
          {t(`sideViews.${state}`)}
        </p>
      ))}
    </section>
  )
}

/** Runs the drawing inside the canvas; renders nothing itself. */
function Drawing({ pane, overlay }: Places) {
  const workbench = useWorkbench()
  const renderer = useThree(({ gl }) => gl)
  const scene = useThree((state) => state.scene)
  const invalidate = useThree((state) => state.invalidate)
  const get = useThree((state) => state.get)
  const { width, height } = useThree(({ size }) => size)
  const views = useRef<SideViews | null>(null)

  useEffect(() => {
    if (pane.current === null || overlay.current === null) return
    const made = createSideViews({
      workbench,
      renderer,
      scene,
      invalidate: () => invalidate(),
      pane: pane.current,
      overlay: overlay.current,
    })
    views.current = made
    const { size } = get()
    made.resize(size.width, size.height)
    return () => {
      views.current = null
      made.dispose()
    }
  }, [workbench, renderer, scene, invalidate, get, pane, overlay])
  useEffect(() => views.current?.resize(width, height), [width, height])
  // With a priority the drawing is ours: three views in one canvas.
  useFrame(() => views.current?.draw(), 1)
  return null
}
