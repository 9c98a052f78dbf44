import type { Camera } from '@trueline/annotation'
import { invert } from '@trueline/geometry'
import { LinearFilter, Texture } from 'three'
import type { PointUniforms } from './pointsMaterial.ts'
import { MAX_CAMERAS } from './pointsShader.ts'
import { setPose } from './toThree.ts'

/** A camera that colors points, and its picture of the frame. */
export type ColoringCamera = {
  readonly camera: Pick<Camera, 'egoFromSensor' | 'model'>
  readonly picture: ImageBitmap
}

/** The pictures on the GPU that points take their color from. */
export type CameraColors = {
  /** Takes these cameras, at most `MAX_CAMERAS`; those without a lens model are left out. */
  readonly show: (cameras: readonly ColoringCamera[]) => void
  readonly dispose: () => void
}

const LENS = { pinhole: 0, brownConrady: 1, kannalaBrandt: 2, polynomialFisheye: 3 } as const

/** Sets a view's camera uniforms. */
export function createCameraColors(uniforms: PointUniforms): CameraColors {
  let textures: Texture[] = []
  return {
    show(cameras) {
      for (const texture of textures) texture.dispose()
      const usable = cameras.filter(({ camera }) => camera.model !== null).slice(0, MAX_CAMERAS)
      textures = usable.map(({ picture }) => textureOf(picture))
      uniforms.cameraCount.value = usable.length
      for (const [index, { camera }] of usable.entries()) {
        setCamera(uniforms, index, camera)
        uniforms.cameraImages.value[index] = textures[index]!
      }
    },
    dispose() {
      for (const texture of textures) texture.dispose()
    },
  }
}

function setCamera(
  uniforms: PointUniforms,
  index: number,
  { egoFromSensor, model }: Pick<Camera, 'egoFromSensor' | 'model'>,
): void {
  if (model === null) return
  setPose(uniforms.cameraFromEgo.value[index]!, invert(egoFromSensor))
  uniforms.cameraPinhole.value[index]!.set(...model.focalPx, ...model.centerPx)
  uniforms.cameraSize.value[index]!.set(model.widthPx, model.heightPx)
  uniforms.cameraLens.value[index] = LENS[model.lens]
  const radial = uniforms.cameraRadial.value[index]!
  const rest = uniforms.cameraRest.value[index]!
  switch (model.lens) {
    case 'pinhole':
      break
    case 'kannalaBrandt':
      radial.set(...model.radial)
      break
    case 'polynomialFisheye':
      radial.set(...model.radial, 0)
      break
    case 'brownConrady': {
      const [k1, k2, k3, k4, k5, k6] = model.radial
      radial.set(k1, k2, k3, k4)
      rest.set(k5, k6, ...model.tangential)
      break
    }
  }
}

function textureOf(picture: ImageBitmap): Texture {
  const texture = new Texture(picture)
  texture.flipY = false
  texture.generateMipmaps = false
  texture.minFilter = LinearFilter
  texture.needsUpdate = true
  return texture
}
