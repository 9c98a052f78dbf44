import { basename } from 'node:path'
import { type Message, verbatim } from '@trueline/annotation'
import {
  BadInputError,
  type Notice,
  type Refusal,
  saidBy,
  sharedTexts,
  WHOLE,
} from '@trueline/formats'
import pLimit from 'p-limit'
import { type Entry, open, type ZipFile } from 'yauzl'
import { importTexts } from './importTexts.ts'
import { byPath, isSystemLitter, type SourceTree, unsafePath } from './sourceTree.ts'
import { inflateEntry } from './zipEntry.ts'
import { decodeZipName } from './zipNames.ts'

/** What an archive may unfold to; far above any recording, far below what would fill a machine. */
export type ZipLimits = {
  readonly entries: number
  readonly totalBytes: number
  readonly fileBytes: number
  /** How often a file of more than 16 MB may unfold: recordings stay below 30. */
  readonly ratio: number
}

const LIMITS: ZipLimits = {
  entries: 2_000_000,
  totalBytes: 2 ** 41,
  fileBytes: 2 ** 30,
  ratio: 200,
}
const RATIO_FROM_BYTES = 16 * 2 ** 20

/**
 * The files in a zip archive, unfolded when read and never all at once.
 *
 * An entry that would leave the folder, is a link, is encrypted, unfolds beyond reason or has a name
 * that was there before is refused by itself; the others can be read.
 *
 * @throws {BadInputError} when it is no zip, is cut off, or is a bomb as a whole.
 */
export async function openZip(path: string, limits: ZipLimits = LIMITS): Promise<SourceTree> {
  const archive = basename(path)
  const zip = await openArchive(path, archive)
  try {
    const listed = await listEntries(zip, { archive, limits })
    const find = (name: string): Entry => {
      const entry = listed.entries.get(name)
      if (entry === undefined) throw new Error(`There is no file ${name} in ${archive}`)
      return entry
    }
    // A reading that ends early while another waits for the file makes yauzl (3.4) throw where nobody
    // can catch it; it reads the file by turns anyway.
    const inTurn = pLimit(1)
    return {
      name: archive.replace(/\.zip$/i, ''),
      files: [...listed.entries]
        .map(([name, entry]) => ({ path: name, bytes: entry.uncompressedSize }))
        .toSorted(byPath),
      refused: listed.refused,
      notices: listed.notices,
      read: (name, range) =>
        inTurn(() => inflateEntry(zip, { entry: find(name), name, range: range ?? null })),
      close: () => {
        zip.close()
        return Promise.resolve()
      },
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function openArchive(path: string, archive: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false }
  return new Promise((resolve, reject) => {
    open(path, options, (error, zip) => {
      if (!error && zip !== undefined) return resolve(zip)
      reject(
        new BadInputError({
          file: archive,
          place: WHOLE,
          found: saidBy(error ?? 'nothing', importTexts.notZip),
          expected: importTexts.zip,
        }),
      )
    })
  })
}

type Listed = {
  readonly entries: ReadonlyMap<string, Entry>
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
}

async function listEntries(
  zip: ZipFile,
  { archive, limits }: { readonly archive: string; readonly limits: ZipLimits },
): Promise<Listed> {
  const entries = new Map<string, Entry>()
  const refused: Refusal[] = []
  const notices: Notice[] = []
  let totalBytes = 0
  let foldedBytes = 0
  const tooMuch = (found: Message, expected: Message): BadInputError =>
    new BadInputError({ file: archive, place: importTexts.centralDirectory, found, expected })
  if (zip.entryCount > limits.entries) {
    throw tooMuch(
      importTexts.entries({ count: zip.entryCount }),
      sharedTexts.atMost({ most: limits.entries }),
    )
  }
  for await (const entry of entriesOf(zip, archive)) {
    // With `decodeStrings` off, names are the bytes themselves.
    const raw = entry.fileName as unknown as Buffer
    const { path, guessed } = decodeZipName(raw, (entry.generalPurposeBitFlag & 0x800) !== 0)
    if (isSystemLitter(path)) continue
    const isFolder = path.endsWith('/')
    const problem = problemOf({ entry, path: isFolder ? path.slice(0, -1) : path }, limits)
    const isTwice = entries.has(path)
    if (problem !== null || isTwice) {
      refused.push({
        file: archive,
        place: verbatim(path),
        ...(problem ?? { found: importTexts.secondEntry, expected: importTexts.nameOnce }),
      })
      continue
    }
    if (isFolder) continue
    totalBytes += entry.uncompressedSize
    foldedBytes += entry.compressedSize
    if (totalBytes > limits.totalBytes) {
      throw tooMuch(
        importTexts.unfoldedOver({ count: limits.totalBytes }),
        sharedTexts.atMost({ most: limits.totalBytes }),
      )
    }
    if (foldedBytes > zip.fileSize) {
      throw tooMuch(importTexts.overlapping, importTexts.consecutive)
    }
    if (guessed !== null) {
      const message = importTexts.guessedName({ encoding: guessed })
      notices.push({ file: archive, place: verbatim(path), message })
    }
    entries.set(path, entry)
  }
  return { entries, refused, notices }
}

/** Why an entry by itself cannot be taken; `null` when it can. */
function problemOf(
  { entry, path }: { readonly entry: Entry; readonly path: string },
  limits: ZipLimits,
): Pick<Refusal, 'found' | 'expected'> | null {
  const unsafe = unsafePath(path)
  if (unsafe !== null) return { found: unsafe, expected: importTexts.pathInside }
  // The upper half holds the Unix mode, where Unix wrote it.
  const mode = entry.externalFileAttributes >>> 16
  if ((mode & 0o170000) === 0o120000) {
    return { found: importTexts.symbolicLink, expected: importTexts.file }
  }
  if (entry.isEncrypted()) {
    return { found: importTexts.encrypted, expected: importTexts.noPassword }
  }
  const size = entry.uncompressedSize
  if (size > limits.fileBytes) {
    const expected = sharedTexts.atMost({ most: limits.fileBytes })
    return { found: importTexts.unfolded({ count: size }), expected }
  }
  if (size > RATIO_FROM_BYTES && size > limits.ratio * entry.compressedSize) {
    const found = importTexts.folded({ count: size, folded: entry.compressedSize })
    return { found, expected: importTexts.ratio(limits) }
  }
  return null
}

async function* entriesOf(zip: ZipFile, archive: string): AsyncGenerator<Entry> {
  const next = (): Promise<Entry | null> =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
        act()
      }
      zip.once('entry', (entry: Entry) => settle(() => resolve(entry)))
      zip.once('end', () => settle(() => resolve(null)))
      zip.once('error', (error: Error) => settle(() => reject(error)))
      zip.readEntry()
    })
  try {
    for (let left = zip.entryCount; left > 0; left--) {
      const entry = await next()
      if (entry === null) return
      yield entry
    }
  } catch (error) {
    throw new BadInputError({
      file: archive,
      place: importTexts.centralDirectory,
      found: saidBy(error, importTexts.notZip),
      expected: importTexts.zip,
    })
  }
}
