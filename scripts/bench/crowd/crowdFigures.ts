import { setTimeout as wait } from 'node:timers/promises'
import { openStore, type Store } from '@trueline/server'
import { type ServerProcess, serve } from '../../../e2e/server.ts'
import { emptyPostgres, postgresAddress } from '../../../server/src/testing/testStore.ts'
import { inFolder } from '../dataFolder.ts'
import { type Figure, quantile, ratioFigure } from '../figure.ts'
import type { Annotator, Work } from './annotator.ts'
import { bareInserts } from './bareInserts.ts'
import { checkWork, type Kept } from './checkWork.ts'
import { importCrowd, killAgainAndAgain, TOGETHER, workOf } from './crowd.ts'
import { type Seen, watchTogether } from './presence.ts'

/** Of the crowd's time, for the bare database. */
const BARE_SHARE = 1 / 6

const WARM_UP_SHARE = 1 / 6

type Place = {
  readonly name: string
  readonly dataDir: string
  readonly databaseUrl: string | null
}

/**
 * Fifty annotators on the embedded database, each with two edits a second over HTTP, beside the bare
 * database with the same rows at the same pace; then the same with the server killed twenty times a
 * minute.
 */
export function crowdFigures(seconds: number): Promise<readonly Figure[]> {
  return inFolder((dataDir) => figuresIn({ name: 'embedded', dataDir, databaseUrl: null }, seconds))
}

/** The same on a PostgreSQL, where one answers, in a schema that is dropped. */
export async function postgresCrowdFigures(seconds: number): Promise<readonly Figure[]> {
  const address = await postgresAddress()
  if (address === null) {
    console.error('crowdPostgres: no PostgreSQL answers, all its figures are left out')
    return []
  }
  const { url: databaseUrl, drop } = await emptyPostgres(address)
  try {
    return await inFolder((dataDir) =>
      figuresIn({ name: 'PostgreSQL', dataDir, databaseUrl }, seconds),
    )
  } finally {
    await drop()
  }
}

async function figuresIn(place: Place, seconds: number): Promise<readonly Figure[]> {
  const crowds = await inStore(place, importCrowd)
  const served = await whileServed(place, async (server) => {
    const { seen, works } = await workTogether(server, crowds.calm, seconds)
    let downMs: readonly number[] = []
    const killed = await workOf(crowds.killed, { ...server, isPatient: true }, async () => {
      downMs = await killAgainAndAgain(server, seconds)
    })
    return { seen, calm: works, killed, downMs }
  })
  return inStore(place, async (store) => {
    const bare = await bareInserts(store, crowds.calm, Math.ceil(seconds * BARE_SHARE))
    return [
      ...ackFigures(place.name, served.calm, bare),
      ...keptFigures(`${place.name}, calm`, await checkWork(store, served.calm)),
      ...seenFigures(place.name, served.seen, served.calm),
      alone(`${place.name}, times killed`, served.downMs.length, ''),
      alone(`${place.name}, killed until served again, median`, quantile(served.downMs, 0.5), 'ms'),
      alone(
        `${place.name}, killed, edits sent again`,
        sumOf(served.killed, (w) => w.resent),
        '',
      ),
      ...keptFigures(`${place.name}, killed`, await checkWork(store, served.killed)),
    ]
  })
}

/** Calm work, those of the first clip in sight of each other. */
async function workTogether(
  server: ServerProcess,
  people: readonly Annotator[],
  seconds: number,
): Promise<{ readonly seen: Seen; readonly works: readonly Work[] }> {
  const stop = new AbortController()
  const on = { people: TOGETHER, stop: stop.signal }
  const together = watchTogether(server.url, people[0]!.clipId, on)
  const works = await workOf(people, { ...server, isPatient: false }, () => wait(seconds * 1000))
  stop.abort()
  await together.done
  // The last edit is on its way to the others.
  await wait(500)
  const seen = together.seen()
  seen.close()
  return { seen, works }
}

async function inStore<Result>(
  { dataDir, databaseUrl }: Place,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ dataDir, databaseUrl })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function whileServed<Result>(
  { dataDir, databaseUrl }: Place,
  work: (server: ServerProcess) => Promise<Result>,
): Promise<Result> {
  // Set to nothing it is not set: the embedded database, whatever this process has.
  const server = await serve(dataDir, ['--no-demo'], { DATABASE_URL: databaseUrl ?? '' })
  try {
    return await work(server)
  } finally {
    await server.kill()
  }
}

function ackFigures(
  name: string,
  works: readonly Work[],
  bare: readonly Work[],
): readonly Figure[] {
  return ([0.5, 0.95] as const).map((share) => {
    const reading = {
      value: quantile(warmMs(works), share),
      floor: quantile(warmMs(bare), share),
      floorName: 'bare database, same rows and pace',
    }
    const part = share === 0.5 ? 'median' : 'p95'
    return ratioFigure(`${name}, ${works.length} people, acknowledged, ${part}`, reading, {
      unit: 'ms',
      times: 10,
    })
  })
}

/** A server runs for days: its code is compiled long before most edits, so that the first do not count. */
function warmMs(works: readonly Work[]): readonly number[] {
  return works.flatMap(({ ackMs }) => ackMs.slice(Math.ceil(ackMs.length * WARM_UP_SHARE)))
}

function keptFigures(name: string, kept: Kept): readonly Figure[] {
  return [
    alone(`${name}, edits acknowledged`, kept.acknowledged, ''),
    atMost(`${name}, lost`, kept.lost, 0),
    atMost(`${name}, twice`, kept.twice, 0),
    atMost(`${name}, nobody was told of`, kept.unasked, 0),
    atMost(`${name}, boxes astray`, kept.astray, 0),
  ]
}

function seenFigures(name: string, seen: Seen, works: readonly Work[]): readonly Figure[] {
  const made = sumOf(works.slice(0, TOGETHER), ({ acknowledged }) => acknowledged.length)
  // The import is an entry of none.
  const missed = seen.edits.reduce((sum, edits) => sum + Math.max(0, made - edits.size), 0)
  return [
    atMost(`${name}, of ${TOGETHER} on a clip, not seen by each`, TOGETHER - seen.fewest, 0),
    alone(`${name}, another’s frame seen, median`, quantile(seen.ms, 0.5), 'ms'),
    alone(`${name}, another’s frame seen, p95`, quantile(seen.ms, 0.95), 'ms'),
    atMost(`${name}, edits not shown to the ${TOGETHER}`, missed, 0),
  ]
}

function sumOf(works: readonly Work[], count: (work: Work) => number): number {
  return works.reduce((sum, work) => sum + count(work), 0)
}

function alone(name: string, value: number, unit: string): Figure {
  return { name, value, unit, against: null, wanted: '', isMet: null }
}

function atMost(name: string, value: number, most: number): Figure {
  return { name, value, unit: '', against: null, wanted: `<= ${most}`, isMet: value <= most }
}
