import { lanesOf, mapElementsOf } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { runAction } from '../../actions/runAction.ts'
import { actionById } from '../../keymap.ts'
import { keysOf } from '../../keys/keyTable.ts'
import { POINT_COLORINGS } from '../../store/preferences.ts'
import type { PointColoring } from '../../store/state.ts'
import { newCategoryOf } from '../../tools/createBox.ts'
import { dropDraft } from '../../tools/laneDraft.ts'
import { DRAWN_KINDS } from '../../tools/roadElements.ts'
import { Hint } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import { OverlayBar, Toggle } from '../../ui/Toggle.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { canMerge } from '../../workers/merge.ts'
import styles from './View3dPane.module.css'

/** What the 3D view shows and how, and what the pointer does in it. */
export function View3dControls({
  isFlat,
  setFlat,
}: {
  readonly isFlat: boolean
  readonly setFlat: (isFlat: boolean) => void
}) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { pointColoring, isGroundDimmed } = useWorkbenchState((state) => state.preferences)
  const { prefer } = store.getState()
  return (
    <OverlayBar className={styles.controls}>
      <select
        aria-label={t('view3d.coloring')}
        title={t('view3d.coloring')}
        value={pointColoring}
        onChange={({ target }) => prefer({ pointColoring: target.value as PointColoring })}
      >
        {POINT_COLORINGS.map((coloring) => (
          <option key={coloring} value={coloring}>
            {t(`view3d.coloring_${coloring}`)}
          </option>
        ))}
      </select>
      <Toggle text={t('view3d.flat')} isOn={isFlat} onToggle={() => setFlat(!isFlat)} />
      <Toggle
        text={t('view3d.dimGround')}
        isOn={isGroundDimmed}
        onToggle={() => prefer({ isGroundDimmed: !isGroundDimmed })}
      />
      <MergedToggle />
      <CanvasToggle />
      <RoadToggle />
      <TrajectoryToggle />
      <UnlabelledToggle />
      <Editable>
        <NewBox />
        <NewLane />
      </Editable>
    </OverlayBar>
  )
}

function MergedToggle() {
  const { t } = useTranslation()
  const isOn = useWorkbenchState(({ isMerged }) => isMerged)
  const merging = useWorkbenchState((state) => state.merging)
  const hasPoses = useWorkbenchState(({ clip }) => canMerge(clip))
  if (!hasPoses) return null
  const percent = merging === null ? null : Math.round(merging * 100)
  const text = percent === null ? t('view3d.merged') : t('view3d.merging', { percent })
  return <ActionToggle id="mergeClip" text={text} isOn={isOn} />
}

/** Shows the clip's ground as a picture. */
function CanvasToggle() {
  const { t } = useTranslation()
  const isOn = useWorkbenchState(({ hasCanvas }) => hasCanvas)
  const painting = useWorkbenchState((state) => state.painting)
  const hasPoses = useWorkbenchState(({ clip }) => canMerge(clip))
  if (!hasPoses) return null
  const percent = painting === null ? null : Math.round(painting * 100)
  const text = percent === null ? t('view3d.canvas') : t('view3d.painting', { percent })
  return <ActionToggle id="groundCanvas" text={text} isOn={isOn} />
}

/** Shows lanes and the map, where the clip has any. */
function RoadToggle() {
  const { t } = useTranslation()
  const isOn = useWorkbenchState(({ hasRoad }) => hasRoad)
  const hasAny = useWorkbenchState(
    ({ annotations }) => lanesOf(annotations).length + mapElementsOf(annotations).length > 0,
  )
  return hasAny ? <ActionToggle id="road" text={t('view3d.road')} isOn={isOn} /> : null
}

function TrajectoryToggle() {
  const { t } = useTranslation()
  const isOn = useWorkbenchState(({ hasTrajectory }) => hasTrajectory)
  return <ActionToggle id="trajectory" text={t('view3d.trajectory')} isOn={isOn} />
}

/** Shows what no box covers, and says how much that is. */
function UnlabelledToggle() {
  const { t } = useTranslation()
  const isOn = useWorkbenchState(({ hasUnlabelled }) => hasUnlabelled)
  const count = useWorkbenchState(({ unlabelledCount }) => unlabelledCount)
  const text = count === null ? t('view3d.unlabelled') : t('view3d.unlabelledCount', { count })
  return <ActionToggle id="unlabelled" text={text} isOn={isOn} />
}

/** The tool that makes boxes, and of what category they will be. */
function NewBox() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const isOn = useWorkbenchState(({ tool }) => tool === 'createCuboid')
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const categories = useWorkbenchState(({ clip }) => clip?.ontology.categories ?? null)
  const chosen = useWorkbenchState((state) => newCategoryOf(state)?.id ?? '')
  return (
    <span className={styles.newBox}>
      <ActionToggle id="box.create" text={t('view3d.create')} isOn={isOn} />
      {categories !== null && (
        <select
          aria-label={t('view3d.createAs')}
          title={t('view3d.createAs')}
          value={chosen}
          onChange={({ target }) => {
            store.setState({ newCategory: target.value })
            target.blur()
          }}
        >
          {categories.map(({ id, label }) => (
            <option key={id} value={id}>
              {label[language]}
            </option>
          ))}
        </select>
      )}
    </span>
  )
}

/** The tool that draws lanes, and what else of the road is drawn. */
function NewLane() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const isOn = useWorkbenchState(({ tool }) => tool === 'drawLane' || tool === 'drawElement')
  const isCurved = useWorkbenchState((state) => state.isCurved)
  const drawn = useWorkbenchState(({ tool, drawnKind }) =>
    tool === 'drawElement' ? drawnKind : 'lane',
  )
  const choose = (kind: 'lane' | (typeof DRAWN_KINDS)[number]): void => {
    dropDraft()
    if (kind === 'lane') store.setState({ tool: 'drawLane' })
    else store.setState({ tool: 'drawElement', drawnKind: kind, hasRoad: true })
  }
  return (
    <span className={styles.newBox}>
      <ActionToggle id="road.draw" text={t('view3d.draw')} isOn={isOn} />
      <select
        aria-label={t('road.drawing')}
        title={t('road.drawing')}
        value={drawn}
        onChange={({ target }) => {
          choose(target.value as Parameters<typeof choose>[0])
          target.blur()
        }}
      >
        <option value="lane">{t('road.draw_lane')}</option>
        {DRAWN_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`road.element_${kind}`)}
          </option>
        ))}
      </select>
      {isOn && <ActionToggle id="road.curve" text={t('road.curved')} isOn={isCurved} />}
    </span>
  )
}

function ActionToggle({
  id,
  ...toggle
}: {
  readonly id: string
  readonly text: string
  readonly isOn: boolean
}) {
  const workbench = useWorkbench()
  const { keys, language } = useWorkbenchState(({ preferences }) => preferences)
  const action = actionById(id)
  if (action === undefined) throw new Error(`Expected an action, got ${id}`)
  return (
    <Hint label={action.label[language]} keys={keysOf(action, keys)}>
      <Toggle {...toggle} onToggle={() => runAction(workbench, action)} />
    </Hint>
  )
}
