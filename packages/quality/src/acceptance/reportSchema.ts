import { z } from 'zod'
import type { AcceptanceReport } from './acceptanceReport.ts'
import { profileSchema } from './profile.ts'

const figure = z.number()
const count = z.int().nonnegative()

const interval = z
  .strictObject({ estimate: figure, low: figure, high: figure })
  .readonly()
  .describe('What is estimated, and between what it lies with the confidence of the profile.')

const distribution = z
  .strictObject({
    ...{ count, mean: figure, median: figure, p90: figure, p95: figure, max: figure },
    bins: z.array(count).readonly().describe('Counts of equal parts of 0 to binsTo.'),
    binsTo: figure,
  })
  .readonly()
  .describe('How a figure spreads.')

const boxFigures = {
  boxes: count.describe('True boxes.'),
  found: count.describe('True boxes that a label was found for.'),
  extra: count.describe('Labels where nothing is.'),
  missed: interval.nullable().describe('Of true boxes, those without a label.'),
  extraRate: interval.nullable().describe('Of labels, those where nothing is.'),
  wrongCategory: interval.nullable(),
  flipped: interval.nullable(),
  center: distribution.nullable().describe('Distance of the centers on the ground, in meters.'),
  size: distribution.nullable().describe('The side that is most off, in meters.'),
  yawDeg: distribution.nullable().describe('Front and rear taken as one, in degrees.'),
}

const ranges = z
  .array(z.strictObject({ ...boxFigures, from: figure, to: figure.nullable() }).readonly())
  .readonly()
  .describe('By distance from the ego, in meters; the last has no end.')

const figures = { ...boxFigures, objects: count, idSwitches: count, ranges }

const stratum = z.strictObject({
  ...{ stratum: z.string(), population: count, sampled: count, errors: count, rate: interval },
})

const measures = [
  ...['centerP95', 'sizeP95', 'yawP95Deg', 'flipped', 'missed', 'extra', 'wrongCategory'],
  ...['idSwitches', 'sampled', 'lanes'],
] as const

const verdict = z.enum(['pass', 'unproven', 'fail'])

/** An acceptance report as it is written, for whoever reads one. */
export const acceptanceReportSchema = z.strictObject({
  schema: z.literal('trueline-acceptance/1' satisfies AcceptanceReport['schema']),
  about: z.strictObject({
    clips: z.array(z.string()).readonly(),
    labels: z.string(),
    reference: z.string(),
    madeAt: z.string().nullable().describe('ISO 8601.'),
  }),
  profile: profileSchema,
  isSample: z
    .boolean()
    .describe('Whether what was compared stands for more: shares are judged by their intervals.'),
  frames: count,
  total: z.strictObject(figures),
  categories: z.array(z.strictObject({ ...figures, category: z.string() })).readonly(),
  sampled: z.strictObject({ rate: interval, strata: z.array(stratum).readonly() }).nullable(),
  lanes: z
    .looseObject({})
    .nullable()
    .describe('Scores of the road as `trueline evaluate` has them; null without lanes.'),
  known: z
    .strictObject({
      planted: count.describe(
        'Faults put among pre-labels that can be seen; none is left in them.',
      ),
      noticed: interval.nullable().describe('Of these, those that were at least noticed.'),
      fixed: interval.nullable().describe('Of these, those that were put right.'),
      referenceFrames: count.describe('Frames whose true labels were known and not shown.'),
      wrong: interval.nullable().describe('Of what is known or was said there, what is not right.'),
    })
    .nullable()
    .describe('What hidden checks of those who labelled came to; null where there were none.'),
  judgements: z
    .array(
      z.strictObject({
        measure: z.enum(measures),
        category: z.string().nullable().describe('null: of all.'),
        ...{ value: figure, interval: interval.nullable(), limit: figure, verdict },
      }),
    )
    .readonly(),
  verdict,
})
