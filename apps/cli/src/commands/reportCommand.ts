import { type Command, Option } from 'commander'
import type { Answering } from '../answer.ts'
import { dataOption, jsonOption, languageOption, numberFrom } from '../options.ts'
import { type ReportOptions, reportAnswer } from '../quality/reportAnswer.ts'

/** Adds `report`: whether labels are good enough to be taken. */
export function addReportCommand(program: Command, answering: Answering): void {
  program
    .command('report')
    .argument('<clip>', 'what is judged: the id or name of a clip, or a path')
    .description('Judge labels by an acceptance profile, against labels that are known.')
    .requiredOption('--reference <clip>', 'what is true: the id or name of a clip, or a path')
    .option('--profile <file>', 'an acceptance profile as JSON (else what is usual)')
    .option('--region <region>', 'where labels are complete: auto, all or camera:NAME', 'auto')
    .addOption(
      new Option('--max-range <m>', 'boxes further away count neither way')
        .default(Number.POSITIVE_INFINITY, 'any')
        .argParser(numberFrom(0)),
    )
    .option('--frames <list>', 'such as 2-5,8 (else all that the reference has a label in)')
    .option('--sample', 'what is compared stands for more: judge shares by their intervals')
    .option('--html <file>', 'write it as a page that prints')
    .addOption(languageOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clip: string, options: ReportOptions) => answering(() => reportAnswer(clip, options)))
}
