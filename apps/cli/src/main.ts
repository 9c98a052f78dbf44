import { Command, CommanderError } from 'commander'
import { type Answer, EXIT, type ExitCode } from './answer.ts'
import { addAgreementCommand } from './commands/agreementCommand.ts'
import { addBackupCommand, addRestoreCommand } from './commands/backupCommand.ts'
import { addCheckCommand } from './commands/checkCommand.ts'
import { addConvertCommand } from './commands/convertCommand.ts'
import { addCorrectionsCommand } from './commands/correctionsCommand.ts'
import { addEconomicsCommand } from './commands/economicsCommand.ts'
import { addEvaluateCommand } from './commands/evaluateCommand.ts'
import { addExportCommand } from './commands/exportCommand.ts'
import { addFormatsCommand } from './commands/formatsCommand.ts'
import { addImportCommand } from './commands/importCommand.ts'
import { addListCommand } from './commands/listCommand.ts'
import { addModelCommand } from './commands/modelCommand.ts'
import { addPlantCommand } from './commands/plantCommand.ts'
import { addProposeCommand } from './commands/proposeCommand.ts'
import { addReportCommand } from './commands/reportCommand.ts'
import { addScoreCommand } from './commands/scoreCommand.ts'
import { addServeCommand } from './commands/serveCommand.ts'
import { addSimulateCommand } from './commands/simulateCommand.ts'
import { failureOf } from './failure.ts'

const COMMANDS = [
  addImportCommand,
  addListCommand,
  addExportCommand,
  addConvertCommand,
  addFormatsCommand,
  addSimulateCommand,
  addProposeCommand,
  addCheckCommand,
  addPlantCommand,
  addEvaluateCommand,
  addReportCommand,
  addScoreCommand,
  addAgreementCommand,
  addEconomicsCommand,
  addCorrectionsCommand,
  addModelCommand,
  addServeCommand,
  addBackupCommand,
  addRestoreCommand,
]

/** Runs the command that the arguments name, prints its answer, and returns its exit code. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  process.stdout.on('error', endWithReader)
  const isJson = args.includes('--json')
  let exit: ExitCode = EXIT.done
  const program = new Command('trueline')
    .description('Import, export and convert labelled lidar and camera clips, and serve them.')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
  const answering = async (work: () => Promise<Answer>): Promise<void> => {
    const answer = await work()
    exit = answer.exit
    const text = isJson ? JSON.stringify(answer.json) : answer.text
    process.stdout.write(`${text}\n`)
    await answer.afterwards?.()
  }
  for (const add of COMMANDS) add(program, answering)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exit
  } catch (error) {
    return isHelp(error) ? helpExit(error) : report(error, isJson)
  }
}

function isHelp(error: unknown): error is CommanderError {
  return error instanceof CommanderError && /^commander\.(help|version)/.test(error.code)
}

/** Help that was asked for is an answer; help shown because no command was named is not. */
function helpExit({ code }: CommanderError): ExitCode {
  return code === 'commander.help' ? EXIT.usage : EXIT.done
}

function report(error: unknown, isJson: boolean): ExitCode {
  const failure = failureOf(error)
  if (failure === null) {
    console.error(error)
    return EXIT.nothing
  }
  const { message, refusal, exit } = failure
  console.error(`trueline: ${message}`)
  if (isJson) process.stdout.write(`${JSON.stringify({ error: { message, ...refusal } })}\n`)
  return exit
}

/** `trueline list | head` has all it wants once head has gone. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}
