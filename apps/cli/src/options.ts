import { CODECS } from '@trueline/formats'
import { InvalidArgumentError, Option } from 'commander'

/** `--json`, which every command has. */
export function jsonOption(): Option {
  return new Option('--json', 'print one JSON object on standard output, and nothing else there')
}

/** `--data`, of the commands that work on stored clips. */
export function dataOption(): Option {
  return new Option('--data <dir>', 'the data folder (else TRUELINE_DATA, else .trueline)')
}

/** `--force`, of the commands that write files. */
export function forceOption(): Option {
  return new Option('--force', 'write into a folder that has files, over those of the same name')
}

/** An option that names a format that can be read. */
export function readFormatOption(flags: string): Option {
  return new Option(flags, 'the format it is in, where it should not be told by its files').choices(
    CODECS.map(({ id }) => id),
  )
}

/** An option that names a format that can be written. */
export function writtenFormatOption(flags: string): Option {
  return new Option(flags, 'the format to write')
    .choices(CODECS.filter(({ write }) => write !== null).map(({ id }) => id))
    .makeOptionMandatory()
}

/** Reads an option that is a whole number of at least `min` and at most `max`. */
export function wholeNumber(
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`
    throw new InvalidArgumentError(`Expected a whole number from ${min}${upTo}.`)
  }
}

/** Reads an option that is a number of at least `min` and at most `max`. */
export function numberFrom(
  min: number,
  max: number = Number.POSITIVE_INFINITY,
): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value >= min && value <= max) return value
    const range = Number.isFinite(max)
      ? ` from ${min} to ${max}`
      : min === 0
        ? ' of at least 0'
        : ''
    throw new InvalidArgumentError(`Expected a number${range}.`)
  }
}

/** `--language`, of the commands that write pages. */
export function languageOption(): Option {
  return new Option('--language <language>', 'what pages are written in')
    .choices(['en', 'zh'])
    .default('en')
}
