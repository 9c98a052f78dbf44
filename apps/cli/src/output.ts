import { createWriteStream } from 'node:fs'
import { mkdir, readdir, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { OutputFile } from '@trueline/formats'
import { unsafePath, zipFiles } from '@trueline/server'
import { badInput } from './badInput.ts'
import type { Progress } from './progress.ts'

/** A folder, or a zip, that files are going to be written to. */
export type Output = {
  /** Writes the files, one in memory at a time, and returns how many they were. */
  readonly write: (files: AsyncIterable<OutputFile>) => Promise<number>
}

/**
 * The output at a path: a zip where it ends in `.zip`, else a folder.
 *
 * Files are written beside it and get their final names once the last is whole: what breaks off leaves
 * nothing there.
 *
 * @throws {BadInputError} when something is there already that must not be written over.
 */
export async function openOutput(path: string, isForced: boolean): Promise<Output> {
  const target = resolve(path)
  const stats = await stat(target).catch(() => null)
  const refuse = (found: string, expected: string): never => {
    throw badInput({ file: path, found, expected })
  }
  if (/\.zip$/i.test(target)) {
    if (stats?.isDirectory()) refuse('a folder', 'the name of a zip')
    if (stats !== null && !isForced) refuse('a file', 'nothing there yet, or --force')
    return { write: (files) => writeZip(target, files) }
  }
  if (stats !== null && !stats.isDirectory())
    refuse('a file', 'a folder, or a name that ends in .zip')
  const there = stats === null ? [] : await readdir(target)
  if (there.length > 0 && !isForced) {
    refuse(`a folder with ${there.length} entries`, 'an empty one, or --force')
  }
  return { write: (files) => writeFolder(target, files) }
}

/** The files as they come, each told to the progress. */
export async function* tally(
  files: AsyncIterable<OutputFile>,
  progress: Progress,
): AsyncGenerator<OutputFile> {
  let count = 0
  for await (const file of files) {
    yield file
    count += 1
    progress.at('writing files', count, 0)
  }
}

/** Writes a file that is whole or not there. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = resolve(path)
  await mkdir(dirname(target), { recursive: true })
  const part = partOf(target)
  try {
    await writeFile(part, text)
    await rename(part, target)
  } finally {
    await rm(part, { force: true })
  }
}

async function writeZip(target: string, files: AsyncIterable<OutputFile>): Promise<number> {
  await mkdir(dirname(target), { recursive: true })
  const part = partOf(target)
  let count = 0
  const counted = async function* (): AsyncGenerator<OutputFile> {
    for await (const file of files) {
      refuseUnsafe(file.path)
      yield file
      count += 1
    }
  }
  try {
    await pipeline(zipFiles(counted()), createWriteStream(part))
    await rename(part, target)
  } finally {
    await rm(part, { force: true })
  }
  return count
}

async function writeFolder(target: string, files: AsyncIterable<OutputFile>): Promise<number> {
  await mkdir(dirname(target), { recursive: true })
  const part = partOf(target)
  await mkdir(part)
  const paths: string[] = []
  try {
    for await (const { path, bytes } of files) {
      refuseUnsafe(path)
      const place = join(part, path)
      await mkdir(dirname(place), { recursive: true })
      await writeFile(place, bytes)
      paths.push(path)
    }
    const isFresh = await rmdir(target).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    )
    if (isFresh) await rename(part, target)
    else for (const path of paths) await moveInto(target, { part, path })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
  return paths.length
}

/** Moves a file into a folder that has others; a link in it may lead out of it. */
async function moveInto(
  target: string,
  { part, path }: { readonly part: string; readonly path: string },
): Promise<void> {
  const place = join(target, path)
  await mkdir(dirname(place), { recursive: true })
  const way = relative(await realpath(target), await realpath(dirname(place)))
  if (way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way) {
    const expected = 'a place inside the folder'
    throw badInput({ file: place, found: 'a link out of it', expected })
  }
  await rename(join(part, path), place)
}

function refuseUnsafe(path: string): void {
  const found = unsafePath(path)
  if (found === null) return
  const expected = 'a relative path inside the output'
  throw badInput({ file: path, found: found.en, expected })
}

/** Where a file or folder grows until it is whole: beside it, so that it only needs a new name. */
function partOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.part`)
}
