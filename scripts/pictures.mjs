// Pictures of the demo clip for the README: `node scripts/pictures.mjs [NAME…]` writes docs/pictures/*.png,
// all of them or those whose names begin so.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { chromium } from '@playwright/test'
import { buildWorkbench } from './build.mjs'
import { ensureChromium, ensureInstalled, ROOT } from './setup.mjs'

const VIEW = { width: 1680, height: 1050 }
/** The frame to show: the bend has begun. */
const FRAME = 12
/** The demo clip is simulated first. */
const DEMO_MS = 600_000
/** A software GPU, which every machine has. */
const FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** What to take: a name and how to get there from the open clip. */
const PICTURES = [
  { name: 'editor-dark-en', language: 'en', theme: 'dark', show: showObject },
  { name: 'editor-light-zh', language: 'zh', theme: 'light', show: showObject },
  { name: 'import-report-dark-en', language: 'en', theme: 'dark', show: showImport },
  { name: 'import-report-light-zh', language: 'zh', theme: 'light', show: showImport },
  { name: 'proposals-dark-en', language: 'en', theme: 'dark', show: showProposals },
  { name: 'proposals-light-zh', language: 'zh', theme: 'light', show: showProposals },
  { name: 'keys-dark-en', language: 'en', theme: 'dark', show: showKeys },
  { name: 'keys-light-zh', language: 'zh', theme: 'light', show: showKeys },
]

ensureInstalled()
buildWorkbench()
const executablePath = await ensureChromium()
const dataDir = await mkdtemp(join(tmpdir(), 'trueline-pictures-'))
const server = spawn(
  process.execPath,
  [join(ROOT, 'apps/cli/bin/trueline.mjs'), 'serve', '--port', '0', '--data', dataDir],
  { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
)
const browser = await chromium.launch({ executablePath, args: FLAGS })
try {
  const url = await addressOf(server)
  const zip = await demoZip(url)
  for (const picture of PICTURES) if (isAsked(picture)) await take(picture, { url, zip })
} finally {
  await browser.close()
  server.kill()
  await once(server, 'exit')
  await rm(dataDir, { recursive: true, force: true })
}

function isAsked({ name }) {
  const asked = process.argv.slice(2)
  return asked.length === 0 || asked.some((begin) => name.startsWith(begin))
}

/** The address a server prints once it listens. */
async function addressOf({ stdout }) {
  let said = ''
  for await (const chunk of stdout) {
    said += chunk
    const [url] = /http:\/\/localhost:\d+/.exec(said) ?? []
    if (url !== undefined) return url
  }
  throw new Error(`The server ended: ${said}`)
}

/** The demo clip as a zip, once the server has made it. */
async function demoZip(url) {
  const until = Date.now() + DEMO_MS
  while (Date.now() < until) {
    const { result } = await (await fetch(`${url}/trpc/clip.list`)).json()
    const [clip] = result.data
    if (clip !== undefined) {
      const answer = await fetch(`${url}/exports/${clip.clipId}?format=openlabel&sensors=1`)
      const path = join(dataDir, 'demo.zip')
      await writeFile(path, Readable.fromWeb(answer.body))
      return path
    }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  throw new Error('The demo clip was not made in time')
}

async function take({ name, language, theme, show }, { url, zip }) {
  const page = await browser.newPage({ viewport: VIEW })
  await page.addInitScript(
    (preferences) => localStorage.setItem('trueline.preferences', JSON.stringify(preferences)),
    { language, theme, hasSeenWelcome: true },
  )
  await page.goto(url)
  await page.locator('[data-testid=view3d][data-painted-frame]').waitFor()
  await show(page, zip)
  const path = join(ROOT, 'docs', 'pictures', `${name}.png`)
  await page.screenshot({ path })
  console.log(path)
  await page.close()
}

/** A car ahead, some frames into the clip, from all sides. */
async function showObject(page) {
  for (let step = 0; step < FRAME; step++) await page.keyboard.press('4')
  await page.locator(`[data-testid=view3d][data-painted-frame="${FRAME}"]`).waitFor()
  const number = await carAhead(page.url())
  const search = page.getByRole('searchbox')
  await search.fill(String(number))
  const row = page.getByRole('listbox').getByRole('option')
  await row
    .filter({ has: page.getByText(String(number), { exact: true }) })
    .first()
    .click()
  await search.fill('')
  await search.press('Escape')
  await page.locator(`[data-testid=sideViews][data-painted-frame="${FRAME}"]`).waitFor()
  await page.mouse.move(0, 0)
  await settle(page)
}

/** What the model proposes of a frame, the surest of its proposals chosen. */
async function showProposals(page) {
  for (let step = 0; step < FRAME; step++) await page.keyboard.press('4')
  await page.locator(`[data-testid=view3d][data-painted-frame="${FRAME}"]`).waitFor()
  // Tracks, findings, proposals.
  await page.getByRole('tab').nth(2).click()
  await page.mouse.move(VIEW.width / 2, VIEW.height / 2)
  await page.keyboard.press('p')
  const pane = page.getByTestId('proposals')
  await pane.locator('[data-state=idle]').waitFor({ timeout: DEMO_MS })
  await pane.getByTestId('proposal').first().getByRole('button').first().click()
  await page.locator(`[data-testid=sideViews][data-painted-frame="${FRAME}"]`).waitFor()
  await page.mouse.move(0, 0)
  await settle(page)
}

/** The number of the car nearest ahead of the ego. */
async function carAhead(address) {
  const { origin, searchParams } = new URL(address)
  const input = { clipId: searchParams.get('clip'), after: null, limit: 2000 }
  const query = `input=${encodeURIComponent(JSON.stringify(input))}`
  const { result } = await (await fetch(`${origin}/trpc/clip.records?${query}`)).json()
  const records = result.data.records.map(({ record }) => record)
  const cars = new Map(
    records
      .filter(({ kind, category }) => kind === 'track' && category === 'Car')
      .map((track) => [track.id, track.number]),
  )
  const [nearest] = records
    .filter(
      ({ kind, frame, trackId, center }) =>
        kind === 'cuboid' && frame === FRAME && cars.has(trackId) && center[0] > 6,
    )
    .toSorted((a, b) => Math.hypot(...a.center) - Math.hypot(...b.center))
  return cars.get(nearest.trackId)
}

/** What an import of the demo's own zip would bring in. */
async function showImport(page, zip) {
  await page.keyboard.press('Control+i')
  await page.getByTestId('importFiles').setInputFiles(zip)
  await page.locator('dialog dl').first().waitFor({ timeout: DEMO_MS })
  await page.locator('dialog [aria-busy=false]').waitFor({ timeout: DEMO_MS })
  await settle(page)
}

async function showKeys(page) {
  await page.keyboard.press('Shift+?')
  await page.getByRole('dialog').waitFor()
  await settle(page)
}

/** Lets what was asked for be drawn. */
async function settle(page) {
  await page.waitForLoadState('networkidle')
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 500))),
  )
}
