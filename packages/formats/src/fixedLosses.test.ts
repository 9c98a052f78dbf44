import {
  createLane,
  defaultOntology,
  emptyAnnotations,
  laneId,
  lineOfCurve,
} from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import type { ImportedClip } from './codec.ts'
import { CODECS } from './codecs.ts'
import { exportSourceOf } from './testing/exportSource.ts'

const IMPORTED: ImportedClip = {
  clip: {
    name: 'road',
    frames: [{ name: '0', timeUs: 0, worldFromEgo: null, sweeps: [], images: [], extras: {} }],
    sensors: [],
    ontology: defaultOntology,
    worldOrigin: [0, 0, 0],
    format: 'openlabel',
    extras: {},
  },
  records: [],
  report: { refused: [], notices: [], suggestions: [] },
}

/** Formats that hold a lane that is nothing but its middle. */
const HOLDS = new Set(['openlabel', 'geojson'])

describe('an export of lanes', () => {
  it.each(CODECS.filter(({ write }) => write !== null).map((codec) => [codec.id, codec] as const))(
    'says that the knots of a curve are lost, or the curve, but for the format that holds them: %s',
    (id, codec) => {
      const knots = [
        [0, 0, 0],
        [9, 1, 0],
        [14, 8, 0],
      ] as const
      const args = { laneId: laneId('l'), laneKind: 'driving', knots } as const
      const centerLine = lineOfCurve(knots)
      const lane = createLane(emptyAnnotations, { ...args, centerLine })[0]!.after!
      const { losses } = codec.write!(exportSourceOf(IMPORTED, [lane]), { withSensors: false })
      const told = losses
        .filter(({ record, count }) => record === 'lane' && count > 0)
        .map(({ field }) => field.en)
      if (id === 'openlabel') expect(told).toEqual([])
      else
        expect(told.some((field) => field === 'knots of curves' || field === 'all of it')).toBe(
          true,
        )
    },
  )

  it.each(CODECS.filter(({ write }) => write !== null).map((codec) => [codec.id, codec] as const))(
    'says that they are lost, but for formats that hold them: %s',
    (id, codec) => {
      const lane = createLane(emptyAnnotations, {
        laneId: laneId('l'),
        laneKind: 'driving',
        centerLine: [
          [0, 0, 0],
          [9, 0, 0],
        ],
      })[0]!.after!
      const { losses } = codec.write!(exportSourceOf(IMPORTED, [lane]), { withSensors: false })
      const [first] = losses.filter(({ record }) => record === 'lane')
      expect(first === undefined ? [] : [first]).toMatchObject(HOLDS.has(id) ? [] : [{ count: 1 }])
    },
  )
})
