import {
  BOUNDARY_CLASSES,
  type BoundaryClass,
  type CountScores,
  type LaneEvaluation,
  type LineAp,
} from '@trueline/evaluation'
import { tableOf } from '../table.ts'
import { shareText } from './evaluationText.ts'

const CLASS_NAMES: { readonly [kind in BoundaryClass]: string } = {
  solid: 'solid line',
  dashed: 'dashed line',
  unpainted: 'unpainted line',
  roadEdge: 'road edge',
  crosswalk: 'crosswalk',
  stopLine: 'stop line',
}

/** How well roads agree, as tables, for people; classes that neither has are left out. */
export function laneText({ hasHeights, lanes, boundaries, ...graph }: LaneEvaluation): string {
  const found = (name: string, scores: CountScores): readonly (string | number)[] => [
    ...[name, scores.finds, scores.missed, scores.unmatched],
    ...[shareText(scores.recall), shareText(scores.precision), shareText(scores.f1)],
  ]
  const lineRow = (
    name: string,
    { objects, predictions }: { readonly objects: number; readonly predictions: number },
    aps: readonly LineAp[],
  ): readonly (string | number)[] => [
    name,
    objects,
    predictions,
    ...aps.map(({ ap }) => shareText(ap)),
  ]
  const classes = BOUNDARY_CLASSES.map((told) => [told, boundaries.classes[told]] as const).filter(
    ([, { objects, predictions }]) => objects + predictions > 0,
  )
  return [
    ...(hasHeights ? [] : ['roads compared from above: one of the two tells no heights']),
    tableOf(
      ['lines', 'objects', 'said', ...lanes.chamfer.map(({ within }) => `AP ${within} m`)],
      [
        lineRow('lanes, Fréchet', lanes, lanes.frechet),
        lineRow('lanes, Chamfer', lanes, lanes.chamfer),
        lineRow('boundaries, Chamfer', boundaries, boundaries.chamfer),
        ...classes.map(([told, scores]) => lineRow(CLASS_NAMES[told], scores, scores.chamfer)),
      ],
    ),
    '',
    tableOf(
      ['lane graph', 'found', 'missed', 'wrong', 'recall', 'precision', 'F1'],
      [found('points', graph.vertices), found('links', graph.links), found('reach', graph.reach)],
    ),
    `TOP_ll ${shareText(graph.topLl)}`,
  ].join('\n')
}
