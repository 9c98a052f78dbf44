import { annotationsOf } from '@trueline/annotation'
import { toDegrees } from '@trueline/geometry'
import { type Agreement, agreementOf, type Distribution } from '@trueline/quality'
import { type Answer, EXIT } from '../answer.ts'
import { badInput } from '../badInput.ts'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { dataDirOf } from '../dataDir.ts'
import { countText, refusedLines } from '../importReport.ts'
import { openProgress } from '../progress.ts'
import { tableOf } from '../table.ts'
import { betweenText } from './reportText.ts'

/**
 * How far two sets of labels of the same moments agree; what `agreement` says.
 *
 * @throws {BadInputError} when they share no moment.
 */
export async function agreementAnswer(
  named: readonly [first: string, second: string],
  { data }: { readonly data?: string },
): Promise<Answer> {
  const progress = openProgress()
  progress.at('reading', 0, 0)
  const opened = []
  try {
    for (const one of named) {
      // Each by itself: they are matched in the world, by time.
      opened.push(await openLabelledClip({ named: one, dataDir: dataDirOf(data), onto: null }))
    }
    progress.at('comparing', 0, 0)
    const [first, second] = opened.map(({ clip, records }) => ({
      ...{ clip, annotations: annotationsOf(records) },
    }))
    const agreement = agreementOf(first!, second!)
    if (agreement.frames === 0) {
      const expected = `a time or name of a frame of ${named[0]}`
      throw badInput({ file: named[1], found: 'no such frame', expected })
    }
    const refused = opened.flatMap((one) => one.refused)
    progress.end()
    return {
      json: { ...agreement, refused },
      text: [agreementText(agreement), ...refusedLines(refused)].join('\n'),
      exit: refused.length > 0 ? EXIT.findings : EXIT.done,
    }
  } finally {
    progress.end()
    for (const one of opened) await one.close()
  }
}

function agreementText(agreement: Agreement): string {
  const { frames, paired, onlyFirst, onlySecond, idSwitches, flipped, both, sameCategory } =
    agreement
  const row = (name: string, spread: Distribution | null, text: (value: number) => string) =>
    spread === null ? [] : [[name, text(spread.median), text(spread.p95)]]
  const meters = (value: number): string => `${value.toFixed(2)} m`
  return [
    `${countText(frames, 'frame')}: ${countText(paired, 'box', 'boxes')} of both, ${onlyFirst} of the first alone, ${onlySecond} of the second alone`,
    `agreed on ${(100 * both.estimate).toFixed(1)} % (${betweenText(both)}), on the class of ${(100 * sameCategory.estimate).toFixed(1)} %; ${countText(idSwitches, 'id switch', 'id switches')}, ${flipped} the other way round`,
    '',
    tableOf(
      ['of both', 'median', '95 %'],
      [
        ...row('centre', agreement.center, meters),
        ...row('size', agreement.size, meters),
        ...row('heading', agreement.yaw, (value) => `${toDegrees(value).toFixed(2)}°`),
        ...row('3D IoU', agreement.iou3d, (value) => value.toFixed(2)),
      ],
    ),
  ].join('\n')
}
