import { LEVELS } from '@trueline/consistency'
import { type Command, Option } from 'commander'
import type { Answering } from '../answer.ts'
import { type CheckOptions, checkAnswer, type Labels } from '../check/checkAnswer.ts'
import { dataOption, jsonOption, languageOption } from '../options.ts'

/** Adds `check`: what cannot be true of a clip's labels. */
export function addCheckCommand(program: Command, answering: Answering): void {
  program
    .command('check')
    .argument('<clip>', 'the id or name of a clip, or a path')
    .description('Find what cannot be true of labels, from frame to frame.')
    .addOption(
      new Option(
        '--labels <labels>',
        'of a simulated clip its truth or its pre-labels, of a stored one what it is or what came',
      ).choices(['truth', 'prelabels'] satisfies readonly Labels[]),
    )
    .option('--config <file>', 'a checks.json: what is checked, and from which limits on')
    .option('--proposals <file>', 'what a model proposes for the clip, as propose writes it')
    .addOption(
      new Option('--fail-on <level>', 'end with 1 where anything this bad is found').choices(
        LEVELS,
      ),
    )
    .option('--road <file>', 'write the validation of lanes and map as a page that prints')
    .addOption(languageOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clip: string, options: CheckOptions) => answering(() => checkAnswer(clip, options)))
}
