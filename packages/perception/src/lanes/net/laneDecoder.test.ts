import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openNodeSession } from '../../session/node.ts'
import { openDecoding, type Taken } from './laneDecoder.ts'
import { LANE_NET, type WindowMaps } from './layout.ts'
import { type Place, patchCellOf, seenFrom } from './places.ts'
import { readDecoderWeights } from './weights.ts'

/** Some values of something: where, and what. */
type Some = readonly (readonly [number, number])[]
type Golden = {
  readonly encoder: { readonly [map: string]: Some }
  readonly forced: readonly {
    readonly kind: number
    readonly x: number
    readonly y: number
    readonly heading: number
    readonly source: number | null
    readonly target: number | null
  }[]
  readonly steps: readonly { readonly [said: string]: Some }[]
}

const KINDS = ['start', 'continue', 'fork', 'merge'] as const
const FILLED_SHARE = 0.3
/** A cell of starts, and of the fork and merge logits the first, are what the golden file holds. */
const START_CELL = 700

function fileOf(name: string): Uint8Array {
  const file = new URL(`../../../../models/lanes/${name}`, import.meta.url)
  return readFileSync(fileURLToPath(file))
}

/** A window of noise, as `golden_input` of training/lanes/export.py makes it. */
function goldenInput(): Float32Array {
  const { channels, rows, paddedColumns } = LANE_NET
  return Float32Array.from({ length: channels * rows * paddedColumns }, (_, index) => {
    let x = index + 1
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
    const unit = ((x ^ (x >>> 16)) >>> 0) / 2 ** 32
    return unit < FILLED_SHARE ? unit / FILLED_SHARE : 0
  })
}

function placeOf({ x, y, heading }: Golden['forced'][number]): Place {
  return { x, y, cos: Math.cos(heading), sin: Math.sin(heading) }
}

function expectSome(found: ArrayLike<number>, wanted: Some, what: string): void {
  for (const [place, value] of wanted) {
    const off = Math.abs(found[place]! - value) / Math.max(1, Math.abs(value))
    expect(off, `${what} ${place}: ${found[place]} for ${value}`).toBeLessThan(1e-3)
  }
}

describe('the lane net', { timeout: 60_000 }, () => {
  const golden = JSON.parse(new TextDecoder().decode(fileOf('golden.json'))) as Golden

  it('is no larger than 8 MB', () => {
    expect(fileOf('lanes.onnx').length + fileOf('decoder.bin').length).toBeLessThan(8e6)
  })

  it('says what it said where it was trained, encoder and decoder', async () => {
    const session = await openNodeSession(fileOf('lanes.onnx'), { backend: 'cpu', threads: 1 })
    const { channels, rows, paddedColumns } = LANE_NET
    const window = { data: goldenInput(), dims: [1, channels, rows, paddedColumns] }
    const outputs = await session.run({ window })
    await session.dispose()
    for (const [name, some] of Object.entries(golden.encoder)) {
      expectSome(outputs[name]!.data, some, name)
    }
    const floats = (name: string): Float32Array => Float32Array.from(outputs[name]!.data)
    const maps: WindowMaps = {
      dense: floats('dense'),
      local: floats('local'),
      starts: floats('starts'),
      memory: floats('memory'),
    }
    const decoding = openDecoding(
      readDecoderWeights(fileOf('decoder.bin'), 'decoder.bin'),
      maps,
      'right',
    )
    let hand = 0
    golden.forced.forEach((step, index) => {
      const said = golden.steps[index]!
      const outlook = decoding.outlook()
      expectSome(outlook.kind, said.kind!, `kind of ${index}`)
      const place = placeOf(step)
      const kind = KINDS[step.kind - 1]!
      if (step.source === null) {
        expectSome(outlook.starts(), said.starts!, `starts of ${index}`)
        expectSome(outlook.startDetail(START_CELL), said.startDetail!, `start of ${index}`)
      } else {
        const source = placeOf(golden.forced[step.source]!)
        const seen = seenFrom(place, source)
        const ahead = outlook.ahead(step.source, kind === 'fork')
        expectSome(outlook.fork(), said.fork!, `fork of ${index}`)
        expectSome(outlook.merge(hand), said.merge!, `merge of ${index}`)
        expectSome(ahead.cells(), said.cells!, `cells of ${index}`)
        expectSome(ahead.detail(patchCellOf(seen)), said.detail!, `detail of ${index}`)
        expectSome(ahead.edge(seen), said.edge!, `edge of ${index}`)
      }
      const taken: Taken = { kind, place, source: step.source, target: step.target }
      decoding.take(taken)
      if (kind !== 'merge') hand = index
    })
  })
})
