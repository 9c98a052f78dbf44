import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import {
  type CameraModel,
  fromYaw,
  type PolynomialFisheyeCamera,
  type Pose,
  project,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { createCameraColors } from '../apps/workbench/src/scene/cameraColors.ts'
import { createPointUniforms } from '../apps/workbench/src/scene/pointsMaterial.ts'
import { PLACE_IN_IMAGE } from '../apps/workbench/src/scene/pointsShader.ts'
import { sharedData } from '../scripts/sharedData.ts'

/** The shader sees no farther off the axis. */
const WIDEST_DEGREES = 105

const EGO_FROM_SENSOR: Pose = { translation: [3.7, -0.2, 0.8], rotation: fromYaw(0.4) }

const OWN: PolynomialFisheyeCamera = {
  ...{ lens: 'polynomialFisheye', widthPx: 1280, heightPx: 966 },
  ...{ focalPx: [340, 338], centerPx: [643, 480], radial: [-0.09, 0.14, -0.08] },
}
const KANNALA: CameraModel = {
  ...{ lens: 'kannalaBrandt', widthPx: 1280, heightPx: 966 },
  ...{ focalPx: [330, 331], centerPx: [640, 483], radial: [0.02, -0.01, 0.003, -0.0004] },
}

/** Points a few meters off, all around and as far off the axis as the shader sees. */
function pointsAround(): readonly Vec3[] {
  const points: Vec3[] = []
  for (let degrees = 1; degrees <= WIDEST_DEGREES; degrees += 2) {
    for (let around = 0; around < 360; around += 15) {
      const [theta, phi] = [(degrees * Math.PI) / 180, (around * Math.PI) / 180]
      const side = 7 * Math.sin(theta)
      points.push([side * Math.cos(phi), side * Math.sin(phi), 7 * Math.cos(theta)])
    }
  }
  return points
}

/** Where the points' own shader puts places of the vehicle's space in a camera's picture, in pixels. */
async function placesByShader(page: Page, model: CameraModel, places: readonly Vec3[]) {
  const uniforms = createPointUniforms()
  // What a view sets: nothing of it is written here.
  const picture = {} as ImageBitmap
  createCameraColors(uniforms).show([
    { camera: { egoFromSensor: EGO_FROM_SENSOR, model }, picture },
  ])
  const set = {
    matrix: uniforms.cameraFromEgo.value[0]!.toArray(),
    pinhole: uniforms.cameraPinhole.value[0]!.toArray(),
    size: uniforms.cameraSize.value[0]!.toArray(),
    lens: uniforms.cameraLens.value[0]!,
    radial: uniforms.cameraRadial.value[0]!.toArray(),
    rest: uniforms.cameraRest.value[0]!.toArray(),
  }
  const source = `#version 300 es
#define COLORING 2
precision highp float;
precision highp int;
precision highp sampler2D;
in vec3 inEgo;
out vec2 place;
${PLACE_IN_IMAGE}
void main() {
  place = placeInImage(0, inEgo);
  gl_Position = vec4(0.0);
}`
  const found = await page.evaluate(runInPage, { source, set, flat: places.flat() })
  return places.map((_, at): readonly [number, number] => [
    found[at * 2]! * model.widthPx - 0.5,
    found[at * 2 + 1]! * model.heightPx - 0.5,
  ])
}

type Run = {
  readonly source: string
  readonly set: {
    readonly matrix: number[]
    readonly pinhole: number[]
    readonly size: number[]
    readonly lens: number
    readonly radial: number[]
    readonly rest: number[]
  }
  readonly flat: number[]
}

/** What a vertex shader leaves in `place`, two numbers a vertex. */
function runInPage({ source, set, flat }: Run): number[] {
  const gl = document.createElement('canvas').getContext('webgl2')
  if (gl === null) throw new Error('no WebGL 2')
  const program = gl.createProgram()
  const fragment =
    '#version 300 es\nprecision highp float;\nout vec4 c;\nvoid main() { c = vec4(1.0); }'
  for (const [type, text] of [
    [gl.VERTEX_SHADER, source],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type)!
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw new Error(gl.getShaderInfoLog(shader) ?? '')
    }
    gl.attachShader(program, shader)
  }
  gl.transformFeedbackVaryings(program, ['place'], gl.SEPARATE_ATTRIBS)
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(gl.getProgramInfoLog(program) ?? '')
  }
  gl.useProgram(program)
  const at = (name: string) => gl.getUniformLocation(program, `${name}[0]`)
  gl.uniformMatrix4fv(at('cameraFromEgo'), false, set.matrix)
  gl.uniform4fv(at('cameraPinhole'), set.pinhole)
  gl.uniform2fv(at('cameraSize'), set.size)
  gl.uniform1iv(at('cameraLens'), [set.lens])
  gl.uniform4fv(at('cameraRadial'), set.radial)
  gl.uniform4fv(at('cameraRest'), set.rest)
  const count = flat.length / 3
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(flat), gl.STATIC_DRAW)
  const inEgo = gl.getAttribLocation(program, 'inEgo')
  gl.enableVertexAttribArray(inEgo)
  gl.vertexAttribPointer(inEgo, 3, gl.FLOAT, false, 0, 0)
  const out = gl.createBuffer()
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, out)
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, count * 8, gl.STATIC_READ)
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, out)
  gl.enable(gl.RASTERIZER_DISCARD)
  gl.beginTransformFeedback(gl.POINTS)
  gl.drawArrays(gl.POINTS, 0, count)
  gl.endTransformFeedback()
  const places = new Float32Array(count * 2)
  gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, places)
  return [...places]
}

/** A lens of WoodScape's calibration, whose polynomial is in pixels. */
function woodscape(folder: string, name: string): PolynomialFisheyeCamera {
  const text = readFileSync(`${folder}/${name}.json`, 'utf8')
  const { intrinsic } = JSON.parse(text) as { readonly intrinsic: Readonly<Record<string, number>> }
  const of = (key: string): number => intrinsic[key] ?? Number.NaN
  const [k1, width, height] = [of('k1'), of('width'), of('height')]
  return {
    lens: 'polynomialFisheye',
    ...{ widthPx: width, heightPx: height },
    focalPx: [k1, k1 * of('aspect_ratio')],
    centerPx: [of('cx_offset') + width / 2 - 0.5, of('cy_offset') + height / 2 - 0.5],
    radial: [of('k2') / k1, of('k3') / k1, of('k4') / k1],
  }
}

const folder = sharedData('formats', 'calibration-fisheye', 'woodscape')
const LENSES: readonly (readonly [name: string, model: CameraModel])[] = [
  ['a polynomial fisheye', OWN],
  ['a Kannala-Brandt fisheye', KANNALA],
  ...(folder === null
    ? []
    : ['00000_FV', '00086_RV'].map(
        (name) => [`WoodScape’s ${name}`, woodscape(folder, name)] as const,
      )),
]

for (const [name, model] of LENSES) {
  test(`${name} colors points where it is drawn: shader and processor meet within a pixel`, async ({
    page,
  }) => {
    const points = pointsAround()
    const places = points.map((point) => transform(EGO_FROM_SENSOR, point))
    const found = await placesByShader(page, model, places)
    let [worst, compared] = [0, 0]
    for (const [at, point] of points.entries()) {
      const pixel = project(model, point)
      // Beyond where its curve falls a lens sees nothing.
      if (pixel === null) continue
      compared += 1
      worst = Math.max(worst, Math.hypot(found[at]![0] - pixel[0], found[at]![1] - pixel[1]))
    }
    expect(compared).toBeGreaterThan(points.length * 0.8)
    expect(worst).toBeLessThan(1)
    console.log(`${name}: ${compared} points, at most ${worst.toFixed(4)} px apart`)
  })
}
