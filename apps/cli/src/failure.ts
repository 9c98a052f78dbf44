import { TRPCClientError } from '@trpc/client'
import { FrameRangeError, verbatim } from '@trueline/annotation'
import { BadInputError, type Refusal, refusalOf } from '@trueline/formats'
import { ModelError } from '@trueline/perception'
import {
  BackupError,
  DataFolderInUseError,
  ImportStoppedError,
  NoOwnerError,
  PortInUseError,
  UnknownClipError,
} from '@trueline/server'
import { CommanderError } from 'commander'
import { EXIT, type ExitCode } from './answer.ts'

/** An error that is not ours to mend, in a line. */
export type Failure = {
  readonly message: string
  /** Where bad input is bad; `null` for other errors. */
  readonly refusal: Refusal | null
  readonly exit: ExitCode
}

/** The server of a data folder stopped answering, or answered what it never should. */
export class ServerFailedError extends Error {
  override readonly name = 'ServerFailedError'
}

/** What a known error says; `null` for a mistake of ours. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '')
    return { message, refusal: null, exit: EXIT.usage }
  }
  if (error instanceof FrameRangeError) {
    return { message: error.message, refusal: null, exit: EXIT.usage }
  }
  if (error instanceof BadInputError) {
    const refusal = refusalOf(error, error.file)
    const { file, place, found, expected } = refusal
    const where = place.en === '' ? '' : `${place.en}: `
    const message = `${file}: ${where}found ${found.en}, expected ${expected.en}`
    return { message, refusal, exit: EXIT.nothing }
  }
  if (error instanceof ModelError) {
    const { where: file, found, expected, message } = error
    const refusal: Refusal = { file: file.en, place: verbatim(''), found, expected }
    return { message, refusal, exit: EXIT.nothing }
  }
  if (error instanceof TRPCClientError) {
    const { refusal, code } = (error.data ?? {}) as {
      readonly refusal?: Refusal | null
      readonly code?: string
    }
    if (refusal) return failureOf(new BadInputError(refusal))
    const isAnswer = error.data !== undefined && error.data !== null
    const said = isAnswer ? error.message : `The server does not answer: ${error.message}`
    const isStranger = code === 'UNAUTHORIZED'
    const message = isStranger ? `${said}: put a token of the server in TRUELINE_TOKEN` : said
    return { message, refusal: null, exit: EXIT.nothing }
  }
  const isKnown =
    error instanceof BackupError ||
    error instanceof DataFolderInUseError ||
    error instanceof ImportStoppedError ||
    error instanceof NoOwnerError ||
    error instanceof PortInUseError ||
    error instanceof ServerFailedError ||
    error instanceof UnknownClipError
  // A full disk, a folder nobody may write in: the system's own words name the path.
  const isOfSystem = error instanceof Error && 'syscall' in error
  if (!isKnown && !isOfSystem) return null
  return { message: error.message, refusal: null, exit: EXIT.nothing }
}
