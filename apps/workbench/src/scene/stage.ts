import type { Ground } from '@trueline/pointcloud'
import { Group, type RawShaderMaterial } from 'three'
import type { Preferences } from '../store/state.ts'
import type { LoadedFrame } from '../workbench.ts'
import { setSelectedBox, setTrackBoxes } from './boxUniforms.ts'
import { type CameraColors, createCameraColors } from './cameraColors.ts'
import { createCloud } from './cloud.ts'
import { DARK_MAP, LIGHT_MAP } from './colorMap.ts'
import { cuboidLines } from './cuboidLines.ts'
import { type DrawnCuboid, isGhost } from './drawnCuboids.ts'
import { createEdges, type Segment } from './edges.ts'
import { createFills } from './fills.ts'
import { groundRings } from './groundRings.ts'
import { setGround } from './groundTexture.ts'
import { createGroundTiles, type GroundTiles } from './groundTiles.ts'
import { heightRange } from './heightRange.ts'
import { createLocks } from './locks.ts'
import { createMergedPoints, type MergedPoints } from './mergedPoints.ts'
import {
  createMapTexture,
  createPointsMaterial,
  createPointUniforms,
  setColoring,
} from './pointsMaterial.ts'
import { type SceneTheme, unitColor } from './theme.ts'

/** All that stands in the 3D view, in the ego space of the frame shown; it is drawn as it is. */
export type Stage = {
  readonly object: Group
  readonly cameraColors: CameraColors
  /** The clip's sweeps as one cloud, under the frame's own points. */
  readonly merged: MergedPoints
  /** The clip's ground as a picture, under all points. */
  readonly groundTiles: GroundTiles
  /** The selected object's points of all frames, where its box is. */
  readonly objectCloud: MergedPoints
  /** Shows a frame's points and returns how many are drawn. */
  readonly showFrame: (frame: LoadedFrame, budget: number) => number
  readonly showCuboids: (drawn: readonly DrawnCuboid[]) => void
  /** Lines beside those of cuboids: the way an object takes. */
  readonly showWay: (segments: readonly Segment[]) => void
  /** Lanes and what else does not move. */
  readonly showRoad: (segments: readonly Segment[]) => void
  /** Lines around what no box covers. */
  readonly showLoose: (segments: readonly Segment[]) => void
  readonly showGround: (ground: Ground | null) => void
  /** Takes the heights of a clip's colors from the next frame shown. */
  readonly forgetHeights: () => void
  readonly style: (theme: SceneTheme, preferences: Preferences) => void
  /** Tells how large the drawing is, in CSS pixels, and whether it is seen from straight above. */
  readonly resize: (size: StageSize) => void
  readonly dispose: () => void
}

/** The drawing's size in CSS pixels, and how it is looked at. */
export type StageSize = {
  readonly width: number
  readonly height: number
  readonly pixelRatio: number
  readonly isFlat: boolean
}

/** From here on nearer points are drawn larger. */
const SIZE_DISTANCE = 18

/** An empty stage. */
export function createStage(): Stage {
  const uniforms = createPointUniforms()
  const material: RawShaderMaterial = createPointsMaterial(uniforms)
  const cloud = createCloud(material)
  const rings = createEdges()
  const edges = createEdges()
  const road = createEdges()
  const way = createEdges()
  const loose = createEdges()
  const merged = createMergedPoints(material)
  const objectCloud = createMergedPoints(material)
  const groundTiles = createGroundTiles()
  const fills = createFills()
  const locks = createLocks()
  const cameraColors = createCameraColors(uniforms)
  const object = new Group()
  // Translucent things in the order they lie over each other; the points stand in between by depth.
  for (const [index, child] of [rings, road, fills, way, loose, edges, locks].entries()) {
    child.object.renderOrder = index + 1
    object.add(child.object)
  }
  object.add(groundTiles.object, merged.object, objectCloud.object, cloud.object)
  let theme: SceneTheme | null = null
  let heights: readonly [number, number] | null = null
  let pointSizePx = 2
  let pixelRatio = 1

  function layRings(): void {
    if (theme !== null) rings.show(groundRings((heights?.[0] ?? -0.3) + 0.3, theme.line))
  }

  return {
    object,
    cameraColors,
    merged,
    groundTiles,
    objectCloud,
    showFrame(frame, budget) {
      if (heights === null) {
        heights = heightRange(frame)
        if (heights !== null) uniforms.heightRange.value.set(...heights)
        layRings()
      }
      return cloud.show(frame, budget)
    },
    showCuboids(all) {
      if (theme === null) return
      edges.show(cuboidLines(all, theme))
      const drawn = all.filter((one) => !isGhost(one))
      fills.show(drawn, theme.accent)
      locks.show(drawn)
      setSelectedBox(uniforms, drawn.find(({ isSelected }) => isSelected)?.cuboid ?? null)
      setTrackBoxes(uniforms, drawn)
    },
    showWay: (segments) => way.show(segments),
    showRoad: (segments) => road.show(segments),
    showLoose: (segments) => loose.show(segments),
    showGround: (ground) => setGround(uniforms, ground),
    forgetHeights() {
      heights = null
    },
    style(nextTheme, preferences) {
      if (theme?.isLight !== nextTheme.isLight) {
        uniforms.map.value.dispose()
        uniforms.map.value = createMapTexture(nextTheme.isLight ? LIGHT_MAP : DARK_MAP)
      }
      theme = nextTheme
      uniforms.accent.value.set(...unitColor(theme.accent))
      uniforms.unseen.value.set(...unitColor(theme.line))
      uniforms.background.value.set(...unitColor(theme.ground))
      locks.color.set(...unitColor(theme.text))
      setColoring(material, preferences)
      pointSizePx = preferences.pointSizePx
      uniforms.pointSize.value = pointSizePx * pixelRatio
      layRings()
    },
    resize(size) {
      pixelRatio = size.pixelRatio
      uniforms.pointSize.value = pointSizePx * pixelRatio
      uniforms.sizeDistance.value = size.isFlat ? 0 : SIZE_DISTANCE
      for (const lines of [rings, road, way, loose, edges]) {
        lines.resize(size.width * pixelRatio, size.height * pixelRatio, pixelRatio)
      }
      locks.resize(pixelRatio)
    },
    dispose() {
      cloud.dispose()
      for (const child of [
        rings,
        road,
        fills,
        way,
        loose,
        edges,
        locks,
        cameraColors,
        merged,
        objectCloud,
        groundTiles,
      ]) {
        child.dispose()
      }
      uniforms.map.value.dispose()
      uniforms.ground.value.dispose()
      uniforms.boxes.value.dispose()
      material.dispose()
    },
  }
}
