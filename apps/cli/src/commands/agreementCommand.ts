import type { Command } from 'commander'
import type { Answering } from '../answer.ts'
import { dataOption, jsonOption } from '../options.ts'
import { agreementAnswer } from '../quality/agreementAnswer.ts'

/** Adds `agreement`: how far two people who labelled the same agree. */
export function addAgreementCommand(program: Command, answering: Answering): void {
  program
    .command('agreement')
    .argument('<first>', 'the id or name of a clip, or a path')
    .argument('<second>', 'another of the same moments')
    .description('Tell how far two sets of labels of the same moments agree.')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((first: string, second: string, options: { readonly data?: string }) =>
      answering(() => agreementAnswer([first, second], options)),
    )
}
