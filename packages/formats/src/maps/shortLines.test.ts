import { fileURLToPath } from 'node:url'
import type { Json } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { BadInputError } from '../badInputError.ts'
import type { ImportedClip } from '../codec.ts'
import { codecById } from '../codecs.ts'
import { parseJsonText, printSourceJson } from '../sourceJson.ts'
import { filesOf } from '../testing/exportSource.ts'
import { contentsOf, type Files } from '../testing/fuzz.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { fixtureOf, MAP_CODECS } from '../testing/pairs.ts'
import { roadSource } from './testing/road.ts'

/** What becomes of a file: all of it is refused, a part is, or what is missing is told beside it. */
type Outcome = 'refused' | 'reported' | 'noticed'

/** A file of a codec with something missing, as its text. */
type Case = {
  readonly codec: string
  readonly what: 'one vertex' | 'no vertex' | 'no pose'
  /** Which of the codec's files, and how it is broken. */
  readonly file: RegExp
  readonly broken: (text: string) => string
  readonly outcome: Outcome
}

const LANES = new URL('../openlabel/testdata/lanes.json', import.meta.url)

type Changeable = { [key: string]: Changeable } & Changeable[]

/** A JSON text with a part of it changed. */
const json =
  (change: (value: Changeable) => void) =>
  (text: string): string => {
    const value = parseJsonText(text, 'x') as unknown as Changeable
    change(value)
    return printSourceJson(value as unknown as Json)
  }

const first = (value: unknown): Changeable => Object.values(value as object)[0] as Changeable

const lines = (count: number) => ({
  openlabel: json(({ openlabel }) => {
    const poly = first(openlabel!.objects).object_data!.poly3d![0]!
    poly.val = poly.val!.slice(0, count * 3) as Changeable
  }),
  geojson: json(({ features }) => {
    const { geometry } = features![0]!
    geometry!.coordinates = geometry!.coordinates!.slice(0, count) as Changeable
  }),
  openlane: json(({ lane_lines: rows }) => {
    const row = rows![0]!
    for (const key of ['visibility', 'xyz', 'uv']) {
      const lists = row[key]!
      row[key] = (
        Array.isArray(lists[0])
          ? lists.map((one: Changeable) => one.slice(0, count))
          : lists.slice(0, count)
      ) as Changeable
    }
  }),
  'openlane-v2': json(({ annotation }) => {
    const row = annotation!.lane_segment![0]!
    row.centerline = row.centerline!.slice(0, count) as Changeable
  }),
  argoverse2: json(({ lane_segments: segments }) => {
    const one = first(segments)
    one.left_lane_boundary = one.left_lane_boundary!.slice(0, count) as Changeable
  }),
  lanelet2: (text: string): string => {
    const [way = ''] = /<way [\s\S]*?<\/way>/.exec(text) ?? []
    let left = count
    return text.replace(
      way,
      way.replace(/<nd [^>]*>/g, (node) => (left-- > 0 ? node : '')),
    )
  },
  opendrive: (text: string): string =>
    count === 0
      ? text.replace(/<planView>[\s\S]*?<\/planView>/, '<planView></planView>')
      : text.replace(/(<road [^>]*length=")[^"]*/, '$10'),
})

const without = (...keys: readonly string[]) =>
  json((value) => {
    for (const key of keys) Reflect.deleteProperty(value, key)
  })

const FILES: Readonly<Record<string, RegExp>> = {
  openlabel: /lanes\.json$/,
  geojson: /geojson$/,
  openlane: /000\.json$/,
  'openlane-v2': /-ls\.json$/,
  argoverse2: /log_map_archive.*\.json$/,
  lanelet2: /osm$/,
  opendrive: /xodr$/,
}

const short = (codec: string, count: 0 | 1, outcome: Outcome): Case => ({
  codec,
  what: count === 1 ? 'one vertex' : 'no vertex',
  file: FILES[codec]!,
  broken: lines(count)[codec as keyof ReturnType<typeof lines>],
  outcome,
})

const CASES: readonly Case[] = [
  ...Object.keys(FILES).flatMap((id) => [short(id, 1, 'reported'), short(id, 0, 'reported')]),
  {
    codec: 'openlane',
    what: 'no pose',
    file: FILES.openlane!,
    broken: without('extrinsic'),
    outcome: 'refused',
  },
]

describe.each(CASES)('a line of $what in $codec', ({ codec: id, file, broken, outcome }) => {
  it(`is ${outcome}`, async () => {
    expect(await outcomeOf(id, { file, broken })).toBe(outcome)
  })
})

it('every format of maps is tried with each', () => {
  for (const { id } of MAP_CODECS) {
    for (const what of ['one vertex', 'no vertex'] as const) {
      expect(
        CASES.some((one) => one.codec === id && one.what === what),
        `${id}, ${what}`,
      ).toBe(true)
    }
  }
})

describe('a frame without a pose among others', () => {
  const told = async (id: string, files: Readonly<Record<string, string>>) => {
    const { report } = await codecById(id)!.read(memoryTree(files), { name: 'x', onto: null })
    return [
      ...report.refused.map(({ found }) => found.en),
      ...report.notices.map(({ message }) => message.en),
    ]
  }
  const textOf = async (id: string): Promise<string> => {
    const files = await filesFor(id)
    return new TextDecoder().decode(files[Object.keys(files).find((one) => FILES[id]!.test(one))!])
  }

  it('is left out of OpenLane, and said to be', async () => {
    const text = await textOf('openlane')
    const posed = json((value) => {
      const rows = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((at) => (at === row ? 1 : 0)))
      value.pose = rows as unknown as Changeable
    })(text)
    const before = await told('openlane', { 's/000.json': posed, 's/001.json': posed })
    const after = await told('openlane', {
      's/000.json': posed,
      's/001.json': without('pose')(posed),
    })
    expect(after.length).toBe(before.length + 1)
    expect(after.join()).toMatch(/pose/)
  })

  it('is said of OpenLane-V2, and of none where the frame is alone', async () => {
    const text = await textOf('openlane-v2')
    const later = text.replaceAll('1700001000123645789', '1700001000223645789')
    const bare = without('pose')(later)
    const names = ['1700001000123645789-ls.json', '1700001000223645789-ls.json'] as const
    const of = (second: string) => told('openlane-v2', { [names[0]]: text, [names[1]]: second })
    expect((await of(bare)).filter((one) => /no pose in 1 frames/.test(one))).toHaveLength(1)
    expect((await of(later)).filter((one) => /no pose/.test(one))).toEqual([])
    const alone = await told('openlane-v2', { [names[1]]: bare })
    expect(alone.filter((one) => /no pose/.test(one))).toEqual([])
  })
})

async function outcomeOf(
  id: string,
  { file, broken }: Pick<Case, 'file' | 'broken'>,
): Promise<Outcome | 'silent'> {
  const codec = codecById(id)!
  const whole = await filesFor(id)
  const path = Object.keys(whole).find((one) => file.test(one))!
  const text = new TextDecoder().decode(whole[path])
  const changed = broken(text)
  expect(changed).not.toBe(text)
  const read = (files: Files): Promise<ImportedClip> =>
    codec.read(memoryTree(files), {
      name: 'x',
      onto: id === 'argoverse2' ? roadSource().clip : null,
    })
  const before = await read(whole)
  try {
    const { report } = await read({ ...whole, [path]: new TextEncoder().encode(changed) })
    if (report.refused.length > before.report.refused.length) return 'reported'
    return report.notices.length > before.report.notices.length ? 'noticed' : 'silent'
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error
    expect([error.found.en, error.expected.en]).not.toContain('')
    return 'refused'
  }
}

async function filesFor(id: string): Promise<Files> {
  const codec = codecById(id)!
  if (id === 'openlabel') return await contentsOf(fileURLToPath(LANES))
  if (id !== 'argoverse2') return await contentsOf(fixtureOf(codec)!)
  // Its fixture has boxes alone.
  return await filesOf(codec.write!(roadSource(), { withSensors: false }))
}
