import { Canvas, useFrame, useThree } from '@react-three/fiber'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scene, WebGLRenderer } from 'three'
import type { ToolId } from '../../store/state.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { NoSweep } from './NoSweep.tsx'
import { View3dControls } from './View3dControls.tsx'
import styles from './View3dPane.module.css'
import { createView3d, type View3d } from './view3d.ts'

type Places = {
  readonly pane: RefObject<HTMLElement | null>
  readonly label: RefObject<HTMLDivElement | null>
  readonly rectangle: RefObject<HTMLDivElement | null>
}

/** The frame's points and cuboids in space: look around, pick, add boxes. */
export function View3dPane() {
  const pane = useRef<HTMLElement>(null)
  const label = useRef<HTMLDivElement>(null)
  const rectangle = useRef<HTMLDivElement>(null)
  const [isFlat, setFlat] = useState(false)
  const { t } = useTranslation()
  const tool = useWorkbenchState((state) => state.tool)
  return (
    <section
      ref={pane}
      className={styles.pane}
      aria-label={t('view3d.name')}
      data-testid="view3d"
      data-tool={tool}
    >
      <Canvas
        flat
        linear
        dpr={[1, 2]}
        frameloop="demand"
        className={styles.canvas}
        gl={{ antialias: false, powerPreference: 'high-performance', alpha: false }}
      >
        <Drawing pane={pane} label={label} rectangle={rectangle} isFlat={isFlat} />
      </Canvas>
      <div ref={label} className={styles.label} hidden />
      <div ref={rectangle} className={styles.rectangle} hidden />
      <NoSweep />
      <View3dControls isFlat={isFlat} setFlat={setFlat} />
      <p className={styles.failed} role="status">
        {t('view3d.failed')}
      </p>
      {tool === 'createCuboid' && <p className={styles.hint}>{t('view3d.createHint')}</p>}
      {tool === 'drawLane' && <p className={styles.hint}>{t('view3d.drawHint')}</p>}
      {isHinted(tool) && <p className={styles.hint}>{t(`road.hint_${tool}`)}</p>}
    </section>
  )
}

type Hinted = 'drawElement' | 'cutLane' | 'linkFixed' | 'junction'

function isHinted(tool: ToolId): tool is Hinted {
  return tool !== 'select' && tool !== 'createCuboid' && tool !== 'drawLane'
}

/** Runs the drawing inside the canvas; renders nothing itself. */
function Drawing({ pane, label, rectangle, isFlat }: Places & { readonly isFlat: boolean }) {
  const workbench = useWorkbench()
  const renderer: WebGLRenderer = useThree(({ gl }) => gl)
  const scene: Scene = useThree((state) => state.scene)
  const invalidate = useThree((state) => state.invalidate)
  const get = useThree((state) => state.get)
  const { width, height } = useThree(({ size }) => size)
  const view = useRef<View3d | null>(null)

  useEffect(() => {
    if (pane.current === null || label.current === null || rectangle.current === null) return
    const made = createView3d({
      workbench,
      renderer,
      scene,
      invalidate: () => invalidate(),
      pane: pane.current,
      label: label.current,
      rectangle: rectangle.current,
    })
    view.current = made
    const { size } = get()
    made.resize(size.width, size.height)
    return () => {
      view.current = null
      made.dispose()
    }
  }, [workbench, renderer, scene, invalidate, get, pane, label, rectangle])
  useEffect(() => view.current?.resize(width, height), [width, height])
  useEffect(() => view.current?.orbit.setFlat(isFlat), [isFlat])
  // With a priority the drawing is ours: it happens here and nowhere else.
  useFrame((_, seconds) => view.current?.draw(seconds), 1)
  return null
}
