import type { Command } from 'commander'
import type { Answering } from '../answer.ts'
import { dataOption, jsonOption } from '../options.ts'
import { type ScoreOptions, scoreAnswer } from '../quality/scoreAnswer.ts'

/** Adds `score`: what became of faults that were planted. */
export function addScoreCommand(program: Command, answering: Answering): void {
  program
    .command('score')
    .argument('<clip>', 'what was handed in: the id or name of a clip, or a path')
    .description('Score labels that were handed in against faults that were planted in them.')
    .requiredOption('--truth <clip>', 'the labels before faults were planted')
    .requiredOption('--planted <clip>', 'the labels as plant wrote them')
    .requiredOption('--key <file>', 'the key that plant wrote')
    .option('--annotator <name>', 'whose score it is', '')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clip: string, options: ScoreOptions) => answering(() => scoreAnswer(clip, options)))
}
