import {
  DataTexture,
  FloatType,
  GLSL3,
  type IUniform,
  Matrix4,
  NearestFilter,
  RawShaderMaterial,
  RGBAFormat,
  type Texture,
  UnsignedByteType,
  Vector2,
  Vector3,
  Vector4,
} from 'three'
import type { PointColoring, Preferences } from '../store/state.ts'
import { type ColorMapPath, colorMap } from './colorMap.ts'
import { MAX_BOXES, MAX_CAMERAS, POINTS_FRAGMENT, POINTS_VERTEX } from './pointsShader.ts'

const COLORING: { readonly [coloring in PointColoring]: number } = {
  height: 0,
  intensity: 1,
  camera: 2,
  distance: 3,
  track: 4,
}

/** Points in one quiet color, that of points no camera sees. */
const PLAIN = 5

/** What all points of a view share; set `value`s, the next frame shows them. */
export type PointUniforms = ReturnType<typeof createPointUniforms>

/** The uniforms of one view's points, at their quietest. */
export function createPointUniforms() {
  const none = emptyTexture()
  const each = <Value>(make: () => Value): Value[] => Array.from({ length: MAX_CAMERAS }, make)
  return {
    map: { value: none as Texture },
    heightRange: { value: new Vector2(-2, 3) },
    pointSize: { value: 2 },
    sizeDistance: { value: 0 },
    selectedFromEgo: { value: new Matrix4() },
    hasSelected: { value: false },
    accent: { value: new Vector3(1, 1, 1) },
    unseen: { value: new Vector3(0.4, 0.4, 0.4) },
    background: { value: new Vector3() },
    boxCount: { value: 0 },
    boxes: { value: createBoxTexture() as DataTexture },
    ground: { value: none as Texture },
    groundGrid: { value: new Vector4(0, 0, 1, 1) },
    cameraCount: { value: 0 },
    cameraFromEgo: { value: each(() => new Matrix4()) },
    cameraPinhole: { value: each(() => new Vector4()) },
    cameraSize: { value: each(() => new Vector2(1, 1)) },
    cameraLens: { value: each(() => 0) },
    cameraRadial: { value: each(() => new Vector4()) },
    cameraRest: { value: each(() => new Vector4()) },
    cameraImages: { value: each(() => none as Texture) },
  }
}

/** The material of points with a view's uniforms, in one quiet color until it is told another. */
export function createPointsMaterial(uniforms: PointUniforms): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    defines: { COLORING: PLAIN },
    vertexShader: POINTS_VERTEX,
    fragmentShader: POINTS_FRAGMENT,
    uniforms: uniforms as unknown as { [uniform: string]: IUniform },
  })
}

/** Compiles the material for a way of coloring, unless it is for that already. */
export function setColoring(
  material: RawShaderMaterial,
  { pointColoring, isGroundDimmed }: Pick<Preferences, 'pointColoring' | 'isGroundDimmed'>,
): void {
  const isFor =
    material.defines.COLORING === COLORING[pointColoring] &&
    'IS_GROUND_DIMMED' in material.defines === isGroundDimmed
  if (isFor) return
  material.defines = {
    COLORING: COLORING[pointColoring],
    ...(isGroundDimmed ? { IS_GROUND_DIMMED: '' } : {}),
  }
  material.needsUpdate = true
}

/** A color map as a texture one texel high. */
export function createMapTexture(path: ColorMapPath): DataTexture {
  const bytes = new Uint8Array(colorMap(path, 256).flatMap((rgb) => [...rgb, 255]))
  const texture = new DataTexture(bytes, 256, 1, RGBAFormat, UnsignedByteType)
  texture.needsUpdate = true
  return texture
}

function createBoxTexture(): DataTexture {
  const texture = new DataTexture(
    new Float32Array(4 * 4 * MAX_BOXES),
    4,
    MAX_BOXES,
    RGBAFormat,
    FloatType,
  )
  texture.minFilter = NearestFilter
  texture.magFilter = NearestFilter
  texture.needsUpdate = true
  return texture
}

function emptyTexture(): DataTexture {
  const texture = new DataTexture(new Uint8Array(4), 1, 1)
  texture.needsUpdate = true
  return texture
}
