import { z } from 'zod'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import type { ModelSession, Tensors } from '../session/session.ts'
import type { TrafficSide } from './drive/trafficSide.ts'
import { shownLanes } from './lines/shownLanes.ts'
import { decodeWindow, type ScoredGraph } from './net/decodeWindow.ts'
import { LANE_NET, type WindowMaps } from './net/layout.ts'
import { readDecoderWeights } from './net/weights.ts'
import { windowInput } from './net/windowInput.ts'
import { withLineMaps } from './withLineMaps.ts'

const fileName = z.string().regex(/^[^/\\]+$/)

/** The manifest of a lane model: what its files are and where it comes from. */
const laneManifest = z
  .strictObject({
    version: z.literal(1),
    kind: z.literal('lanes'),
    name: z.string().min(1),
    /** The encoder, beside the manifest, and the decoder's weights. */
    file: fileName,
    decoder: fileName,
    licence: z.string().min(1),
    trainingData: z.string().min(1),
    /** How long and on how much, in words. */
    training: z.string(),
  })
  .readonly()

/** A lane model's manifest, version 1. */
export type LaneManifest = z.infer<typeof laneManifest>

/** What a lane model says of a window. */
export type WindowLanes = {
  readonly lanes: ScoredGraph
  /** Logits of lines and areas, and directions: `dense` of `WindowMaps`. */
  readonly dense: Float32Array
  readonly ms: { readonly encode: number; readonly decode: number }
}

/** A lane model that is loaded; one window at a time. */
export type LaneModel = {
  readonly session: ModelSession
  /**
   * What a window (`cutWindow`) shows, where traffic keeps to the right unless another side is named.
   *
   * @throws {ModelError} when the network fails.
   */
  readonly look: (window: Uint8Array, traffic?: TrafficSide) => Promise<WindowLanes>
}

/**
 * The manifest that a lane model's `manifest.json` holds.
 *
 * @throws {ModelError} of the first field that is wrong.
 */
export function readLaneManifest(text: string): LaneManifest {
  const parsed = laneManifest.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  throw new ModelError('manifest', {
    where: ['manifest.json', ...issue.path.map(String)].join('/'),
    found: issue.message,
    expected: 'Trueline lanes, version 1',
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    throw new ModelError('manifest', { where: 'manifest.json', found, expected: 'JSON' })
  }
}

/**
 * A lane model of a session with its encoder and the bytes of its decoder.
 *
 * @param now milliseconds, for the time that steps take.
 * @throws {ModelError} when the decoder's bytes are something else.
 */
export function openLaneModel(
  session: ModelSession,
  decoder: { readonly bytes: Uint8Array; readonly file: string },
  now: () => number,
): LaneModel {
  const weights = readDecoderWeights(decoder.bytes, decoder.file)
  return {
    session,
    look: async (window, traffic = 'right') => {
      const begun = now()
      const maps = mapsOf(await session.run({ window: windowInput(window) }))
      const encoded = now()
      const shown = shownLanes(maps.dense)
      const lanes = withLineMaps(decodeWindow(weights, maps, { traffic, shown }), shown)
      return { lanes, dense: maps.dense, ms: { encode: encoded - begun, decode: now() - encoded } }
    },
  }
}

/** The encoder's outputs, seen to be of the sizes that the decoder reads. */
function mapsOf(outputs: Tensors): WindowMaps {
  const map = (name: keyof WindowMaps): Float32Array => {
    const { channels, rows, columns } = LANE_NET[name]
    const found = outputs[name]
    if (found?.data instanceof Float32Array && found.data.length === channels * rows * columns) {
      return found.data
    }
    throw new ModelError('outputs', {
      where: modelTexts.output({ name }),
      found: found?.dims.join(' × ') ?? modelTexts.none,
      expected: `1 × ${channels} × ${rows} × ${columns}`,
    })
  }
  return { dense: map('dense'), local: map('local'), starts: map('starts'), memory: map('memory') }
}
