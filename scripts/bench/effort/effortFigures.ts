import type { Browser, Page } from '@playwright/test'
import type { TrackId } from '@trueline/annotation'
import { type FaultKind, type SimulatedClip, simulateClip } from '@trueline/simulator'
import { actionsOf, type Effort, NO_EFFORT } from '../../../apps/workbench/src/effort/effort.ts'
import { inPage, openWorkbench } from '../browser.ts'
import { type ServedClip, whileServing } from '../dataFolder.ts'
import type { Figure } from '../figure.ts'
import { expertAt } from './expert.ts'
import { goalOf, type Task, wrongFrames } from './goal.ts'

/** The demo's street, shorter, and seen by fewer beams. */
const CLIP = { seed: 7, frames: 16, sensor: 'hdl32' } as const
/** The faults that one object's boxes show, the first so many of each. */
const KINDS: readonly FaultKind[] = ['flip', 'sizeJump', 'gap', 'staticDrift', 'drift']
const OF_EACH = 1
/** The log is kept that long after the last action. */
const KEPT_AFTER_MS = 2500

type FaultyObject = Task & { readonly kind: FaultKind }

type Run = {
  readonly actions: number
  readonly seconds: number
  readonly wrongBefore: number
  readonly wrongAfter: number
}

/**
 * What a scripted expert, with keys and mouse only, does to bring faulty pre-labels to the truth within
 * tolerance: by hand, and with the checks' findings, mends and the batch page. Counted by the workbench's own log; the
 * seconds are those of the script on this machine.
 */
export async function effortFigures(browser: Browser): Promise<readonly Figure[]> {
  const simulated = simulateClip(CLIP)
  const tasks = tasksOf(simulated)
  const byHand = await runOf(browser, simulated, { tasks, isHelped: false })
  const helped = await runOf(browser, simulated, { tasks, isHelped: true })
  const per = (value: number): number => value / tasks.length
  const figure = (name: string, unit: string, of: (run: Run) => number): Figure => ({
    name,
    value: per(of(helped)),
    unit,
    against: { name: 'by hand', value: per(of(byHand)) },
    wanted: '< 1x',
    isMet: of(helped) < of(byHand),
  })
  return [
    figure(
      `${tasks.length} faulty objects with checks, mends and batch page`,
      'actions each',
      (run) => run.actions,
    ),
    figure(
      `${tasks.length} faulty objects with checks, mends and batch page`,
      's each',
      (run) => run.seconds,
    ),
    leftFigure('boxes still off, with checks, mends and batch page', helped),
    leftFigure('boxes still off, by hand', byHand),
  ]
}

function leftFigure(name: string, { wrongBefore, wrongAfter }: Run): Figure {
  return {
    name,
    value: wrongAfter,
    unit: 'boxes',
    against: { name: 'before', value: wrongBefore },
    wanted: '0',
    isMet: wrongAfter === 0,
  }
}

function tasksOf({ faults, prelabels, truth }: SimulatedClip): readonly FaultyObject[] {
  return KINDS.flatMap((kind) =>
    faults
      .filter((fault) => fault.kind === kind)
      .slice(0, OF_EACH)
      .flatMap(({ trackIds: [trackId] }): FaultyObject[] => {
        const goal = trackId === undefined ? null : goalOf(trackId, prelabels, truth)
        return goal === null ? [] : [{ kind, trackId: trackId!, goal }]
      }),
  )
}

function runOf(
  browser: Browser,
  { clip, prelabels }: SimulatedClip,
  { tasks, isHelped }: { readonly tasks: readonly FaultyObject[]; readonly isHelped: boolean },
): Promise<Run> {
  const report = { refused: [], notices: [], suggestions: [] }
  return whileServing([{ clip, records: prelabels, report }], (served) =>
    inPage(browser, async (page) => {
      await openWorkbench(page, served.url, served.clipId)
      const expert = expertAt(page, served)
      const wrong = async (): Promise<number> => {
        const now = await expert.records()
        return tasks.reduce((sum, { trackId, goal }) => {
          const { off, missing } = wrongFrames(now, trackId, goal)
          return sum + off.length + missing.length
        }, 0)
      }
      const wrongBefore = await wrong()
      if (isHelped) await expert.listFindings()
      for (const task of tasks) {
        await expert.select(task)
        if (isHelped) {
          await expert.mendFindings(task)
          await expert.fixInBatch(task)
        }
        await expert.fixByHand(task)
        await expert.acceptAll()
      }
      const wrongAfter = await wrong()
      await page.waitForTimeout(KEPT_AFTER_MS)
      const log = await logOf(page, served)
      // Choosing an object counts for the one before, or for none: all that was done counts.
      const mine = [...log.values()]
      for (const { kind, trackId } of tasks) {
        const effort = log.get(trackId) ?? NO_EFFORT
        const way = isHelped ? 'with checks, mends and batch page' : 'by hand'
        console.error(`effort, ${way}, ${kind}: ${actionsOf(effort)} actions`)
      }
      const sum = (of: (effort: Effort) => number): number =>
        mine.reduce((total, effort) => total + of(effort), 0)
      return {
        actions: sum(actionsOf),
        seconds: sum(({ activeMs }) => activeMs) / 1000,
        ...{ wrongBefore, wrongAfter },
      }
    }),
  )
}

/** What the workbench logged in this browser, by track. */
async function logOf(page: Page, { clipId }: ServedClip): Promise<ReadonlyMap<TrackId, Effort>> {
  const kept = await page.evaluate(
    () =>
      new Promise<readonly (Effort & { clipId: string; trackId: string })[]>((resolve, reject) => {
        const opening = indexedDB.open('trueline-effort')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const all = opening.result.transaction('effort').objectStore('effort').getAll()
          all.onerror = () => reject(all.error)
          all.onsuccess = () => resolve(all.result)
        }
      }),
  )
  return new Map(
    kept
      .filter((one) => one.clipId === clipId)
      .map(({ trackId, ...effort }) => [trackId as TrackId, effort]),
  )
}
