import { type Command, Option } from 'commander'
import type { Answering } from '../answer.ts'
import { dataOption, jsonOption, languageOption, numberFrom, wholeNumber } from '../options.ts'
import { type EconomicsOptions, economicsAnswer } from '../quality/economicsAnswer.ts'

/** Adds `economics`: what labels cost, and whether pre-labels saved work. */
export function addEconomicsCommand(program: Command, answering: Answering): void {
  program
    .command('economics')
    .argument('[clips...]', 'ids or names of clips (else all of the data folder)')
    .description('Tell what labels cost, and what pre-labels saved against drawing from scratch.')
    .addOption(
      new Option(
        '--rate <money>',
        'what an hour costs (else what the project agreed, else 60)',
      ).argParser(numberFrom(0)),
    )
    .option('--currency <code>', 'of the rate (else the project’s, else CNY)')
    .addOption(
      new Option('--pause <s>', 'a longer time between two edits is no work')
        .default(60)
        .argParser(numberFrom(1)),
    )
    .option('--about <file>', 'JSON that says model and vendor of clips, by id or name')
    .option('--done', 'pre-labels that nobody answered were kept')
    .option('--anonymous', 'people by number alone')
    .addOption(
      new Option('--seed <n>', 'of the intervals')
        .default(1)
        .argParser(wholeNumber(0, 2 ** 32 - 1)),
    )
    .option('--html <file>', 'write it as a page that prints')
    .option('--csv <file>', 'write a row for each object')
    .addOption(languageOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clips: readonly string[], options: EconomicsOptions) =>
      answering(() => economicsAnswer(clips, options)),
    )
}
