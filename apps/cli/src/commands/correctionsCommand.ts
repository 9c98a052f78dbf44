import type { Command } from 'commander'
import type { Answering } from '../answer.ts'
import { dataOption, jsonOption, languageOption } from '../options.ts'
import { type CorrectionsOptions, correctionsAnswer } from '../quality/correctionsAnswer.ts'

/** Adds `corrections`: what people did to proposals, and where a model fails. */
export function addCorrectionsCommand(program: Command, answering: Answering): void {
  program
    .command('corrections')
    .argument('[clips...]', 'ids or names of clips (else all of the data folder)')
    .description('Write what people corrected, to train on, and tell where the model fails.')
    .option('--out <file>', 'write a line of JSON for each box: proposal, label, what changed')
    .option('--html <file>', 'write where the model fails as a page that prints')
    .addOption(languageOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clips: readonly string[], options: CorrectionsOptions) =>
      answering(() => correctionsAnswer(clips, options)),
    )
}
