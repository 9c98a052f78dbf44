import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { SweepRef } from '@trueline/annotation'

/** What the bare page draws: the packed sweeps of a clip, at the size of the pane it is held against. */
export type FloorScene = {
  readonly url: string
  readonly sweeps: readonly SweepRef[]
  readonly widthPx: number
  readonly heightPx: number
}

/** Opens a bare three.js page: a key draws the frame its `next` says, once `prepare` has run. */
export async function openFloor(page: Page, scene: FloorScene): Promise<void> {
  const three = join(import.meta.dirname, '../../node_modules/three/build')
  await page.route('**/bench/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
    if (name === 'floor.html') return route.fulfill({ contentType: 'text/html', body: FLOOR_HTML })
    const body = readFileSync(join(three, name))
    return route.fulfill({ contentType: 'text/javascript', body })
  })
  await page.goto(`${scene.url}/bench/floor.html`)
  await page.waitForFunction('window.floor !== undefined')
  await page.evaluate((given) => (window as unknown as FloorWindow).floor.prepare(given), scene)
}

/**
 * Milliseconds from a key press to the frame's points painted in the bare page.
 *
 * @param isAtHand Whether its bytes are read before the key is pressed.
 */
export async function floorStep(page: Page, frame: number, isAtHand: boolean): Promise<number> {
  await page.evaluate(
    ([next, hasBytes]) => (window as unknown as FloorWindow).floor.expect(next, hasBytes),
    [frame, isAtHand] as const,
  )
  await page.keyboard.press('ArrowRight')
  return page.evaluate(() => (window as unknown as FloorWindow).floor.done())
}

type FloorWindow = Window & {
  readonly floor: {
    readonly prepare: (scene: FloorScene) => void
    readonly expect: (frame: number, isAtHand: boolean) => Promise<void>
    readonly done: () => Promise<number>
  }
}

/** As little as draws the points: no worker, no state, no boxes, one color. */
const FLOOR_HTML = `<!doctype html><canvas id="view"></canvas>
<script type="importmap">{"imports":{"three":"/bench/three.module.js"}}</script>
<script type="module">
import * as THREE from 'three'
let renderer, scene, camera, rows, points, sweeps, next, atHand, finished, finish
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

async function read({ blob, offset, bytes }) {
  const range = 'bytes=' + offset + '-' + (offset + bytes - 1)
  const response = await fetch('/blobs/' + blob, { headers: { Range: range } })
  return new Int16Array(await response.arrayBuffer())
}

/** The same criterion as the workbench has: the GPU has done all it was given. */
function painted() {
  const gl = renderer.getContext()
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
  gl.flush()
  return new Promise((resolve) => {
    const check = () => {
      if (gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED) resolve()
      else setTimeout(check, 3)
    }
    setTimeout(check, 0)
  })
}

function show(sweep, packed) {
  rows.array.set(packed)
  rows.clearUpdateRanges()
  rows.addUpdateRange(0, packed.length)
  rows.needsUpdate = true
  const { pointCount, origin, step } = sweep.sections[0]
  points.geometry.setDrawRange(0, pointCount)
  points.position.set(...origin)
  points.scale.setScalar(step)
}

window.addEventListener('keydown', async ({ timeStamp }) => {
  const sweep = sweeps[next]
  const packed = atHand ?? (await read(sweep.range))
  show(sweep, packed)
  await nextFrame()
  renderer.render(scene, camera)
  await painted()
  finish(performance.now() - timeStamp)
})

window.floor = {
  prepare(given) {
    sweeps = given.sweeps
    renderer = new THREE.WebGLRenderer({ canvas: document.getElementById('view') })
    renderer.setSize(given.widthPx, given.heightPx)
    scene = new THREE.Scene()
    camera = new THREE.PerspectiveCamera(55, given.widthPx / given.heightPx, 0.3, 1200)
    camera.up.set(0, 0, 1)
    camera.position.set(-17, 0, 11.3)
    camera.lookAt(7, 0, -2.7)
    const most = Math.max(...sweeps.map((sweep) => sweep.pointCount))
    rows = new THREE.InterleavedBuffer(new Int16Array(most * 4), 4)
    rows.setUsage(THREE.DynamicDrawUsage)
    const geometry = new THREE.BufferGeometry()
    geometry.setAttribute('position', new THREE.InterleavedBufferAttribute(rows, 3, 0))
    points = new THREE.Points(geometry, new THREE.PointsMaterial({ size: 2, sizeAttenuation: false }))
    points.frustumCulled = false
    scene.add(points)
  },
  async expect(frame, isAtHand) {
    next = frame
    finished = new Promise((resolve) => { finish = resolve })
    atHand = isAtHand ? await read(sweeps[frame].range) : null
  },
  done: () => finished,
}
</script>`
