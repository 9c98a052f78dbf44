import { CATEGORY_GROUPS, type CategoryGroup, type Criterion } from '@trueline/evaluation'
import { toDegrees } from '@trueline/geometry'
import { countText } from '../importReport.ts'
import { tableOf } from '../table.ts'
import type { EvaluatedLabels } from './evaluateLabels.ts'

/** What the groups are called. */
export const GROUP_NAMES: { readonly [group in CategoryGroup]: string } = {
  car: 'car',
  pedestrian: 'pedestrian',
  cyclist: 'cyclist',
  largeVehicle: 'large vehicle',
}

/** The scores as tables, for people; groups that neither set has are left out. */
export function evaluationText({ region, uncounted, evaluation }: EvaluatedLabels): string {
  const { classes, tracking, frames } = evaluation
  const groups = CATEGORY_GROUPS.filter(
    (group) => classes[group].objects + classes[group].unmatched > 0,
  )
  const notes =
    uncounted === 0 ? '' : `; ${countText(uncounted, 'cuboid')} whose points nobody knows`
  return [
    `${countText(frames, 'frame')}, region ${region}${notes}`,
    '',
    tableOf(
      ['class', 'a find', 'objects', 'recall', 'precision', 'AP', 'unmatched a frame'],
      groups.map((group) => {
        const { criterion, objects, recall, precision, ap, unmatchedPerFrame } = classes[group]
        return [
          ...[GROUP_NAMES[group], criterionText(criterion), objects],
          ...[shareText(recall), shareText(precision), shareText(ap), unmatchedPerFrame.toFixed(2)],
        ]
      }),
    ),
    '',
    tableOf(
      ['recall by range', ...(groups[0] ? classes[groups[0]].byRange.map(bandText) : [])],
      groups.map((group) => [
        GROUP_NAMES[group],
        ...classes[group].byRange.map(
          ({ recall, objects }) => `${shareText(recall)} of ${objects}`,
        ),
      ]),
    ),
    '',
    tableOf(
      ['errors of finds', 'center', 'length', 'width', 'height', 'yaw', 'flipped', 'BEV IoU'],
      groups.flatMap((group) => {
        const { errors } = classes[group]
        if (errors === null) return []
        const { center, length, width, height, yaw, flipped, bevIou } = errors
        return [
          [
            GROUP_NAMES[group],
            ...[center, length, width, height].map((value) => `${value.toFixed(2)} m`),
            ...[`${toDegrees(yaw).toFixed(1)}°`, shareText(flipped), shareText(bevIou)],
          ],
        ]
      }),
    ),
    '',
    tableOf(
      ['tracking', 'HOTA', 'DetA', 'AssA', 'objects', 'id switches', 'fragmentations'],
      [
        ...groups.map((group) => [GROUP_NAMES[group], tracking.classes[group]] as const),
        ['all', tracking] as const,
      ].map(([name, { hota, detA, assA, objects, idSwitches, fragmentations }]) => [
        ...[name, shareText(hota), shareText(detA), shareText(assA)],
        ...[objects, idSwitches, fragmentations],
      ]),
    ),
  ].join('\n')
}

/** `BEV IoU 0.5`, `center 0.5 m` */
export function criterionText({ measure, threshold }: Criterion): string {
  switch (measure) {
    case 'bev':
      return `BEV IoU ${threshold}`
    case '3d':
      return `3D IoU ${threshold}`
    case 'center':
      return `center ${threshold} m`
  }
}

/** `0.873`; a dash where there is nothing to share. */
export function shareText(share: number | null): string {
  return share === null ? '–' : share.toFixed(3)
}

/** `20–35 m` */
export function bandText({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${from}–${to} m`
}
