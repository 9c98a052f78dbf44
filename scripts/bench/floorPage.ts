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

/** Milliseconds of each frame in a bare three.js page: range read, decode, upload, draw, next frame begun. */
export async function floorFrameTimes(page: Page, scene: FloorScene): Promise<number[]> {
  const three = join(import.meta.dirname, '../../node_modules/three/build')
  await page.route('**/bench/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
    if (name === 'floor.html') return route.fulfill({ contentType: 'text/html', body: FLOOR_HTML })
    const body = readFileSync(join(three, name))
    return route.fulfill({ contentType: 'text/javascript', body })
  })
  await page.goto(`${scene.url}/bench/floor.html`)
  await page.waitForFunction('window.drawFrame !== undefined')
  return page.evaluate(drawAll, scene)
}

type FloorWindow = Window & {
  readonly prepare: (scene: FloorScene) => void
  readonly drawFrame: (sweep: SweepRef) => Promise<number>
}

async function drawAll(scene: FloorScene): Promise<number[]> {
  const bench = window as unknown as FloorWindow
  bench.prepare(scene)
  const times: number[] = []
  for (const sweep of scene.sweeps) times.push(await bench.drawFrame(sweep))
  return times
}

const FLOOR_HTML = `<!doctype html><canvas id="view"></canvas>
<script type="importmap">{"imports":{"three":"/bench/three.module.js"}}</script>
<script type="module">
import * as THREE from 'three'
let renderer, scene, camera, rows, points
window.prepare = ({ widthPx, heightPx, sweeps }) => {
  renderer = new THREE.WebGLRenderer({ canvas: document.getElementById('view') })
  renderer.setSize(widthPx, heightPx)
  scene = new THREE.Scene()
  camera = new THREE.PerspectiveCamera(60, widthPx / heightPx, 0.1, 1000)
  camera.up.set(0, 0, 1)
  camera.position.set(-25, 0, 18)
  camera.lookAt(10, 0, 0)
  const most = Math.max(...sweeps.map((sweep) => sweep.pointCount))
  rows = new THREE.InterleavedBuffer(new Int16Array(most * 4), 4)
  rows.setUsage(THREE.DynamicDrawUsage)
  const geometry = new THREE.BufferGeometry()
  geometry.setAttribute('position', new THREE.InterleavedBufferAttribute(rows, 3, 0))
  points = new THREE.Points(geometry, new THREE.PointsMaterial({ size: 2, sizeAttenuation: false }))
  points.frustumCulled = false
  scene.add(points)
}
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
window.drawFrame = async (sweep) => {
  await nextFrame()
  const start = performance.now()
  const { blob, offset, bytes } = sweep.range
  const response = await fetch('/blobs/' + blob, { headers: { Range: 'bytes=' + offset + '-' + (offset + bytes - 1) }, cache: 'no-store' })
  const packed = new Int16Array(await response.arrayBuffer())
  rows.array.set(packed)
  rows.clearUpdateRanges()
  rows.addUpdateRange(0, packed.length)
  rows.needsUpdate = true
  points.geometry.setDrawRange(0, sweep.sections[0].pointCount)
  const { origin, step } = sweep.sections[0]
  points.position.set(...origin)
  points.scale.setScalar(step)
  await nextFrame()
  renderer.render(scene, camera)
  await nextFrame()
  return performance.now() - start
}
</script>`
