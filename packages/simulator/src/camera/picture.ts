import { compose, toMatrix3, transform } from '@trueline/geometry'
import type { Moment } from '../lidar/sweep.ts'
import { castThings, createCast } from '../raster/cast.ts'
import type { RayGrid } from '../raster/rayGrid.ts'
import type { Cast, View } from '../raster/view.ts'
import type { RgbImage } from './jpeg.ts'
import { cameraGrid } from './lens.ts'
import { createShadowCaster, type ShadowMap } from './light.ts'
import type { MountedCamera } from './rig.ts'
import { createShader } from './shade.ts'

const REACH = 220
/** Rays across a pixel, and down. */
const SAMPLES = 2
const EXPOSURE = 0.72
const FINE_FROM = 12

/** What pictures are made with: rays of each camera and the last moment's shadows, made when first needed. */
export type Darkroom = {
  readonly gridOf: (camera: MountedCamera) => RayGrid
  /** What a camera's rays met last: each picture is cast over the one before. */
  readonly castOf: (camera: MountedCamera) => Cast
  readonly shadowOf: (moment: Moment) => ShadowMap
}

/** An empty darkroom. It holds one set of rays for each camera and one moment's shadows, about 160 MB. */
export function createDarkroom(): Darkroom {
  const grids = new Map<MountedCamera, RayGrid>()
  const castBySize = new Map<string, Cast>()
  let castShadows: ReturnType<typeof createShadowCaster> | null = null
  let last: { readonly seed: number; readonly shadow: ShadowMap } | null = null
  return {
    gridOf(camera) {
      const known = grids.get(camera)
      if (known !== undefined) return known
      const grid = cameraGrid(camera.lens, SAMPLES)
      grids.set(camera, grid)
      return grid
    },
    castOf(camera) {
      const grid = this.gridOf(camera)
      const size = `${grid.rows} × ${grid.columns}`
      const cast = castBySize.get(size) ?? createCast(grid)
      castBySize.set(size, cast)
      return cast
    },
    shadowOf(moment) {
      if (last?.seed === moment.seed) return last.shadow
      castShadows ??= createShadowCaster()
      // Most of what is seen lies ahead.
      const shadow = castShadows(transform(moment.streetFromEgo, [26, 0, 0]), moment.things)
      last = { seed: moment.seed, shadow }
      return shadow
    },
  }
}

/** What each ray of a camera's picture meets, `SAMPLES` × `SAMPLES` rays a pixel. */
export function castPicture(
  darkroom: Darkroom,
  camera: MountedCamera,
  moment: Moment,
): { readonly view: View; readonly cast: Cast } {
  const { translation, rotation } = compose(moment.streetFromEgo, camera.egoFromSensor)
  const view: View = {
    grid: darkroom.gridOf(camera),
    eye: translation,
    worldFromSensor: toMatrix3(rotation),
    reach: REACH,
    beamSeed: null,
  }
  return { view, cast: castThings(view, moment.things, darkroom.castOf(camera)) }
}

/** The linear color 0..1 as a byte: exposed, with soft highlights, in sRGB. */
const TONES = /* @__PURE__ */ Uint8Array.from({ length: 4096 }, (_, i) => {
  const light = (i / 4095) * 4 * EXPOSURE
  // Hable-like shoulder by Narkowicz (2016), the common fit of the ACES curve.
  const toned = (light * (2.51 * light + 0.03)) / (light * (2.43 * light + 0.59) + 0.14)
  return Math.round(255 * Math.min(1, Math.max(0, toned)) ** (1 / 2.2))
})

function toneOf(light: number): number {
  return Math.min(4095, Math.floor(light * (4095 / 4)))
}

/** A shaded picture: sun, sky, shadows, textures; four rays a pixel where anything changes. */
export function simulatePicture(
  darkroom: Darkroom,
  camera: MountedCamera,
  moment: Moment,
): RgbImage {
  const { view, cast } = castPicture(darkroom, camera, moment)
  const shadeRay = createShader({
    view,
    cast,
    plan: moment.plan,
    shadow: darkroom.shadowOf(moment),
  })
  const { widthPx: width, heightPx: height } = camera.lens
  const rgb = new Uint8Array(3 * width * height)
  const color = new Float64Array(3)
  const { columns } = view.grid
  const { depth, surface, surfaces, things } = cast
  // Leaves and the ground from afar have texture finer than a pixel.
  const isFine = (id: number, depth: number): boolean =>
    surfaces.faceOf[id]! < 0 || (depth > FINE_FROM && things[surfaces.thingOf[id]!]!.chunk !== null)
  const offsets = [0, columns + 1, 1, columns]
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const ray = SAMPLES * (row * columns + column)
      const id = surface[ray]!
      const isPlain =
        surface[ray + 1] === id &&
        surface[ray + columns] === id &&
        surface[ray + columns + 1] === id
      // Texture that is finer than a pixel needs two rays, an edge all four.
      const count = isPlain ? (id >= 0 && isFine(id, depth[ray]!) ? 2 : 1) : 4
      let red = 0
      let green = 0
      let blue = 0
      for (let i = 0; i < count; i++) {
        shadeRay(ray + offsets[i]!, color)
        red += TONES[toneOf(color[0]!)]!
        green += TONES[toneOf(color[1]!)]!
        blue += TONES[toneOf(color[2]!)]!
      }
      const at = 3 * (row * width + column)
      rgb[at] = red / count
      rgb[at + 1] = green / count
      rgb[at + 2] = blue / count
    }
  }
  return { width, height, rgb }
}
