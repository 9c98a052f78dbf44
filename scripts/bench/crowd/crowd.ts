import { setTimeout as wait } from 'node:timers/promises'
import type { CuboidRecord } from '@trueline/annotation'
import type { Store } from '@trueline/server'
import type { ServerProcess } from '../../../e2e/server.ts'
import { importInto } from '../dataFolder.ts'
import { madeClip } from '../madeClip.ts'
import { type Annotator, annotate, appendOverHttp, type Pace, type Work } from './annotator.ts'

const PEOPLE = 50
/** So many share the first clip, where they see each other; everybody else has one alone. */
export const TOGETHER = 10
/** Twenty in a minute. */
const SECONDS_A_KILL = 3

/** People for each of two rounds of work, on the same clips and never on the same box. */
export async function importCrowd(
  store: Store,
): Promise<{ readonly calm: readonly Annotator[]; readonly killed: readonly Annotator[] }> {
  const made = madeClip({ frames: 2, points: 100 })
  const boxes = made.records.filter((one): one is CuboidRecord => one.kind === 'cuboid')
  const half = boxes.length / 2
  const calm: Annotator[] = []
  const killed: Annotator[] = []
  const shared = await importInto(store, made)
  for (let at = 0; at < PEOPLE; at++) {
    const clipId = at < TOGETHER ? shared : await importInto(store, made)
    calm.push({ name: `calm-${at}`, clipId, box: boxes[at % half]! })
    killed.push({ name: `killed-${at}`, clipId, box: boxes[half + (at % half)]! })
  }
  return { calm, killed }
}

/** At least so long up before each kill: one of a server that has taken no edit proves nothing. */
const UP_MS = 1500

/**
 * Everybody's work while `during` lasts; ends once all of it is acknowledged. Beside a server that is
 * killed they are patient, or they would go on catching up long after the last kill.
 */
export async function workOf(
  people: readonly Annotator[],
  { url, isPatient }: Pick<ServerProcess, 'url'> & Pick<Pace, 'isPatient'>,
  during: () => Promise<void>,
): Promise<readonly Work[]> {
  const stop = new AbortController()
  const works = people.map(async (who, at) => {
    const { append, agent } = appendOverHttp(url)
    try {
      const delayMs = (at / people.length) * 500
      return await annotate(who, append, { delayMs, isPatient, stop: stop.signal })
    } finally {
      agent.destroy()
    }
  })
  const all = Promise.all(works)
  // A failed `during` is what is told, not what it does to them.
  all.catch(() => undefined)
  // Somebody's work that fails ends it at once.
  await Promise.race([during(), all.then(() => undefined)]).finally(() => stop.abort())
  return all
}

/**
 * Kills a server once for every three of some seconds, in the midst of its answers, and starts it again;
 * it takes as long as that takes.
 *
 * @returns Milliseconds from each kill until it served again.
 */
export async function killAgainAndAgain(
  server: ServerProcess,
  seconds: number,
): Promise<readonly number[]> {
  const start = performance.now()
  const downMs: number[] = []
  for (let kill = 1; kill <= seconds / SECONDS_A_KILL; kill++) {
    const dueMs = start + (kill - 0.5) * SECONDS_A_KILL * 1000
    await wait(Math.max(UP_MS, dueMs - performance.now()))
    const killed = performance.now()
    await server.kill()
    await server.start()
    downMs.push(performance.now() - killed)
  }
  await wait(UP_MS)
  return downMs
}
