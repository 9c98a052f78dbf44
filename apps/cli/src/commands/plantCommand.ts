import { type Command, Option } from 'commander'
import type { Answering } from '../answer.ts'
import { type PlantOptions, plantAnswer } from '../check/plantAnswer.ts'
import { dataOption, jsonOption, wholeNumber } from '../options.ts'

/** Adds `plant`: good labels with faults, and the key to them. */
export function addPlantCommand(program: Command, answering: Answering): void {
  program
    .command('plant')
    .argument('<clip>', 'the id or name of a clip with good labels, or a path')
    .description('Put known faults into good labels: to measure checks, and those who review.')
    .addOption(
      new Option('--seed <n>', 'the same seed plants the same faults')
        .default(1)
        .argParser(wholeNumber(0, 2 ** 31 - 1)),
    )
    .addOption(
      new Option('--of-each <n>', 'faults of each kind, as long as tracks are left')
        .default(1)
        .argParser(wholeNumber(1, 1000)),
    )
    .requiredOption('--out <file>', 'write the labels, as OpenLABEL')
    .requiredOption('--key <file>', 'write what is wrong with them, as JSON')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clip: string, options: PlantOptions) => answering(() => plantAnswer(clip, options)))
}
