import { CATEGORY_GROUPS, type CategoryGroup, type GroupScores } from '@trueline/evaluation'
import type { EvaluatedLabels } from './evaluateLabels.ts'
import { bandText, criterionText, GROUP_NAMES, shareText } from './evaluationText.ts'

/** Okabe and Ito's, dark enough for a white ground. */
const COLORS: { readonly [group in CategoryGroup]: string } = {
  car: '#0072b2',
  pedestrian: '#d55e00',
  cyclist: '#009e73',
  largeVehicle: '#cc79a7',
}

const SIDE = 320
const PLOTS = { curve: { x: 60, y: 50 }, bands: { x: 470, y: 50 } } as const
const TICKS: readonly number[] = [0, 0.25, 0.5, 0.75, 1]

/** An SVG of the precision-recall curves and of recall by range, a color a group. */
export function evaluationPicture({ region, evaluation }: EvaluatedLabels): string {
  const scored = CATEGORY_GROUPS.map((group) => ({ group, scores: evaluation.classes[group] }))
    .filter(({ scores }) => scores.objects > 0)
    .map((entry, index) => ({ ...entry, index }))
  const bands = scored[0]?.scores.byRange ?? []
  const slot = SIDE / Math.max(1, bands.length)
  const { curve, bands: chart } = PLOTS
  const shapes = [
    text(
      { x: curve.x, y: 24 },
      `${evaluation.frames} frames, region ${region}`,
      'font-weight="bold"',
    ),
    ...axes(curve, 'recall', 'precision'),
    ...TICKS.map((tick) => middle(curve.x + tick * SIDE, curve.y + SIDE + 18, `${tick}`)),
    ...axes(chart, 'range', 'recall'),
    ...bands.map((band, at) =>
      middle(chart.x + (at + 0.5) * slot, chart.y + SIDE + 18, bandText(band)),
    ),
    ...scored.flatMap(({ group, scores, index }) => [
      curveLine(scores, COLORS[group]),
      ...bars(scores, { color: COLORS[group], index, of: scored.length, slot }),
      legend({ group, scores, index }),
    ]),
  ]
  const height = curve.y + SIDE + 60 + scored.length * 20
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="830" height="${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="830" height="${height}" fill="#fff"/>`,
    ...shapes,
    '</svg>\n',
  ].join('\n')
}

type Corner = { readonly x: number; readonly y: number }

function axes({ x, y }: Corner, across: string, up: string): readonly string[] {
  return [
    ...TICKS.flatMap((tick) => {
      const at = y + (1 - tick) * SIDE
      return [
        `<path d="M${x} ${at}h${SIDE}" stroke="#ddd"/>`,
        text({ x: x - 8, y: at + 4 }, `${tick}`, 'text-anchor="end"'),
      ]
    }),
    `<path d="M${x} ${y}v${SIDE}h${SIDE}" stroke="#333" fill="none"/>`,
    middle(x + SIDE / 2, y + SIDE + 36, across),
    text({ x: x - 8, y: y - 10 }, up, 'text-anchor="end"'),
  ]
}

/** Precision holds until the next recall is reached, so the curve goes in steps. */
function curveLine({ curve }: GroupScores, color: string): string {
  const { x, y } = PLOTS.curve
  const steps = curve.map(({ recall, precision }) => {
    return `V${px(y + (1 - precision) * SIDE)}H${px(x + recall * SIDE)}`
  })
  const start = curve[0] === undefined ? '' : `M${x} ${px(y + (1 - curve[0].precision) * SIDE)}`
  return `<path d="${start}${steps.join('')}" stroke="${color}" stroke-width="2" fill="none"/>`
}

function bars(
  { byRange }: GroupScores,
  look: {
    readonly color: string
    readonly index: number
    readonly of: number
    readonly slot: number
  },
): readonly string[] {
  const { x, y } = PLOTS.bands
  const width = (look.slot * 0.8) / look.of
  return byRange.flatMap(({ recall, objects }, at) => {
    if (recall === null) return []
    const left = x + at * look.slot + look.slot * 0.1 + look.index * width
    const top = y + (1 - recall) * SIDE
    return [
      `<rect x="${px(left)}" y="${px(top)}" width="${px(width - 2)}" height="${px(recall * SIDE)}" fill="${look.color}"/>`,
      middle(left + width / 2 - 1, top - 4, `${objects}`),
    ]
  })
}

function legend(entry: {
  readonly group: CategoryGroup
  readonly scores: GroupScores
  readonly index: number
}): string {
  const { group, scores, index } = entry
  const { x, y } = PLOTS.curve
  const at = y + SIDE + 62 + index * 20
  const line = [
    `${GROUP_NAMES[group]}: ${scores.objects} objects`,
    `a find is ${criterionText(scores.criterion)}`,
    `recall ${shareText(scores.recall)}`,
    `AP ${shareText(scores.ap)}`,
    `${scores.unmatchedPerFrame.toFixed(2)} unmatched a frame`,
  ].join(', ')
  return [
    `<rect x="${x}" y="${at - 10}" width="12" height="12" fill="${COLORS[group]}"/>`,
    text({ x: x + 20, y: at }, line, ''),
  ].join('')
}

function middle(x: number, y: number, content: string): string {
  return text({ x, y }, content, 'text-anchor="middle"')
}

function text({ x, y }: Corner, content: string, attributes: string): string {
  const safe = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${px(x)}" y="${px(y)}" ${attributes}>${safe}</text>`
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}
