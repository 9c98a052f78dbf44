import type { Json } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { BadInputError } from '../badInputError.ts'
import { CODECS } from '../codecs.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { exportSourceOf, filesOf } from './exportSource.ts'
import { contentsOf } from './fuzz.ts'
import { memoryTree } from './memoryTree.ts'
import { fixtureOf } from './pairs.ts'

/** What neither `Number` nor `String` nor a template takes: its own methods cannot be called. */
const ODD: Json = { toString: null, valueOf: null }

type Path = readonly string[]

/** Each kind of place in a value once: of a list its first item alone. */
function* placesOf(value: Json, at: Path = []): Generator<Path> {
  yield at
  if (typeof value !== 'object' || value === null) return
  const inner = Object.entries(value)
  for (const [key, one] of Array.isArray(value) ? inner.slice(0, 1) : inner) {
    yield* placesOf(one as Json, [...at, key])
  }
}

function withOdd(value: Json, [key, ...rest]: Path): Json {
  if (key === undefined) return ODD
  const inner = value as Readonly<Record<string, Json>>
  const changed = { ...inner, [key]: withOdd(inner[key] ?? null, rest) }
  return Array.isArray(value) ? Object.values(changed) : changed
}

const isJson = (path: string): boolean => /\.(geo)?json$/.test(path)

const fixtures = await Promise.all(
  CODECS.flatMap((codec) => {
    const fixture = fixtureOf(codec)
    if (codec.write === null || fixture === null) return []
    return [contentsOf(fixture).then((files) => ({ id: codec.id, codec, files }))]
  }),
)
const ofJson = fixtures.filter(({ files }) => Object.keys(files).some(isJson))

describe('an object that cannot be made a text or a number, in any place of a file', () => {
  it.each(ofJson)(
    'is refused by name or read and written: $id',
    { timeout: 60_000 },
    async ({ codec, files }) => {
      const faults: string[] = []
      for (const [path, bytes] of Object.entries(files)) {
        if (!isJson(path)) continue
        const value = parseSourceJson(bytes, path)
        for (const place of placesOf(value)) {
          const tree = memoryTree({ ...files, [path]: JSON.stringify(withOdd(value, place)) })
          try {
            await codec.sniff(tree)
            const source = exportSourceOf(await codec.read(tree, { name: 'clip', onto: null }))
            await filesOf(codec.write!(source, { withSensors: true }))
          } catch (error) {
            if (!(error instanceof BadInputError)) {
              const told = error instanceof Error ? error.stack : String(error)
              faults.push(`${path} /${place.join('/')}: ${told?.slice(0, 400)}`)
            }
          }
        }
      }
      expect(faults).toEqual([])
    },
  )
})
