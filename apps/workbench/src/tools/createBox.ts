import { createTrack, trackId } from '@trueline/annotation'
import { type Cuboid, fromYaw, type Vec3, yawOf } from '@trueline/geometry'
import { groundHeightAt } from '@trueline/pointcloud'
import { notify } from '../actions/notices.ts'
import { texts } from '../i18n/i18n.ts'
import { newId } from '../newId.ts'
import { selectedCuboid } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'
import { tellReadOnly } from '../work/tellReadOnly.ts'
import type { CreateSeed, Workbench } from '../workbench.ts'

/** A car's, where the clip names no category. */
const FALLBACK_EXTENT: Vec3 = [4.5, 1.9, 1.6]

/**
 * Adds a track with a box fitted where the person pointed, and selects it.
 *
 * Where there are too few points to fit, a click still gives a box of the category's usual size on
 * the ground; an area or a rectangle in a picture without an object gives none.
 */
export async function createBox({ store, fitter }: Workbench, seed: CreateSeed): Promise<void> {
  const state = store.getState()
  if (state.editRight !== 'all') {
    tellReadOnly(state)
    return
  }
  const { frame, clip } = state
  const category = newCategoryOf(state)
  if (clip === null || category === null) return
  const { typicalExtent } = category
  const referenceYaw = referenceYawOf(state)
  const answer = await fitter.create({ frame, seed, typicalExtent, referenceYaw })
  const isFitted = answer.outcome === 'fitted'
  if (!isFitted) notify(texts.t(`fit.${answer.why}`))
  if (!isFitted && seed.kind !== 'point') return
  const cuboid = isFitted
    ? answer.cuboid
    : await usualBox({ fitter }, seed, { frame, typicalExtent, referenceYaw })
  const now = store.getState()
  if (cuboid === null || now.clip !== clip) return
  const id = trackId(newId())
  const pointCount = isFitted ? answer.pointCount : null
  const args = { trackId: id, frame, category: category.id, cuboid, pointCount }
  now.edit('createTrack', createTrack(now.annotations, args))
  now.set({ selectedTrackId: id, tool: 'select' })
}

/** The category a new box gets, and its usual size; `null` without a clip. */
export function newCategoryOf({ clip, newCategory }: WorkbenchState) {
  const categories = clip?.ontology.categories ?? []
  const known = categories.find(({ id }) => id === newCategory) ?? categories[0]
  if (known !== undefined) return known
  return clip === null ? null : { id: newCategory ?? 'car', typicalExtent: FALLBACK_EXTENT }
}

/** New objects mostly look the way of the one looked at, else of the ego. */
function referenceYawOf(state: WorkbenchState): number {
  const cuboid = selectedCuboid(state)
  return cuboid === null ? 0 : yawOf(cuboid.rotation)
}

async function usualBox(
  { fitter }: Pick<Workbench, 'fitter'>,
  seed: CreateSeed,
  known: {
    readonly frame: number
    readonly typicalExtent: Vec3
    readonly referenceYaw: number
  },
): Promise<Cuboid | null> {
  if (seed.kind !== 'point') return null
  const [x, y, z] = seed.point
  const height = known.typicalExtent[2]
  const bottom = groundHeightAt(await fitter.ground(known.frame), x, y) ?? z
  return {
    center: [x, y, bottom + height / 2],
    extent: known.typicalExtent,
    rotation: fromYaw(known.referenceYaw),
  }
}
