import { parseFrameRange } from '@trueline/annotation'
import type { Evaluation } from '@trueline/evaluation'
import { type Command, Option } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { dataDirOf } from '../dataDir.ts'
import { evaluateLabels } from '../evaluate/evaluateLabels.ts'
import { evaluationPicture } from '../evaluate/evaluationPicture.ts'
import { evaluationText } from '../evaluate/evaluationText.ts'
import { laneText } from '../evaluate/laneText.ts'
import { refusedLines } from '../importReport.ts'
import { dataOption, jsonOption, numberFrom, wholeNumber } from '../options.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'

type Options = {
  readonly reference: string
  readonly prediction: string
  readonly minPoints: number
  readonly maxRange: number
  readonly minScore?: number
  readonly iou?: number
  readonly region: string
  readonly frames?: string
  readonly picture?: string
  readonly data?: string
}

/** Adds `evaluate`: how well one set of labels agrees with another. */
export function addEvaluateCommand(program: Command, answering: Answering): void {
  program
    .command('evaluate')
    .description('Score labels against others of the same frames.')
    .requiredOption('--reference <clip>', 'what is true: the id or name of a clip, or a path')
    .requiredOption('--prediction <clip>', 'what is scored: the id or name of a clip, or a path')
    .addOption(
      new Option('--min-points <n>', 'objects with fewer points count neither way')
        .default(0)
        .argParser(wholeNumber(0)),
    )
    .addOption(
      new Option('--max-range <m>', 'objects further away count neither way')
        .default(50)
        .argParser(numberFrom(0)),
    )
    .addOption(
      new Option('--min-score <s>', 'leave out predictions below').argParser(
        numberFrom(Number.NEGATIVE_INFINITY),
      ),
    )
    .addOption(
      new Option('--iou <x>', 'a find is this BEV IoU, for every class').argParser(
        numberFrom(0, 1),
      ),
    )
    .option('--region <region>', 'where labels are complete: auto, all or camera:NAME', 'auto')
    .option(
      '--frames <list>',
      'such as 2-5,8, the first is 0 (else all that the reference has a label in)',
    )
    .option('--picture <file>', 'write precision over recall, and recall by range, as an SVG')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((options: Options) => answering(() => evaluateAnswer(options)))
}

async function evaluateAnswer(options: Options): Promise<Answer> {
  const { minPoints, maxRange, minScore = null, iou = null, region, picture } = options
  const dataDir = dataDirOf(options.data)
  const progress = openProgress()
  progress.at('reading', 0, 0)
  const reference = await openLabelledClip({ named: options.reference, dataDir, onto: null })
  try {
    const place = { named: options.prediction, dataDir, onto: reference.clip }
    const prediction = await openLabelledClip(place)
    try {
      const frameCount = reference.clip.frames.length
      const frames =
        options.frames === undefined ? null : parseFrameRange(options.frames, frameCount)
      const request = { minPoints, maxRange, minScore, iou, region, frames }
      const evaluated = await evaluateLabels({ reference, prediction }, request, progress)
      if (picture !== undefined) await writeWhole(picture, evaluationPicture(evaluated))
      const refused = [...reference.refused, ...prediction.refused]
      progress.end()
      return {
        json: { ...evaluated, ...jsonOf(evaluated.evaluation), evaluation: undefined, refused },
        text: [
          evaluationText(evaluated),
          ...(evaluated.lanes === null ? [] : ['', laneText(evaluated.lanes)]),
          ...refusedLines(refused),
        ].join('\n'),
        exit: refused.length > 0 ? EXIT.findings : EXIT.done,
      }
    } finally {
      await prediction.close()
    }
  } finally {
    progress.end()
    await reference.close()
  }
}

/** The scores but for the curves, which have a point for every prediction. */
function jsonOf({ frames, classes, tracking }: Evaluation): object {
  const withoutCurves = Object.entries(classes).map(([group, { curve: _, ...scores }]) => [
    group,
    scores,
  ])
  return { frames, classes: Object.fromEntries(withoutCurves) as object, tracking }
}
