import { type Clip, verbatim } from '@trueline/annotation'
import {
  BadInputError,
  type Codec,
  codecById,
  type ImportedClip,
  sniffTree,
  WHOLE,
} from '@trueline/formats'
import type { ImportResult } from './importResult.ts'
import { importTexts } from './importTexts.ts'
import type { SourceTree } from './sourceTree.ts'

/** A source as its codec read it. */
export type ReadSource = {
  readonly imported: ImportedClip
  readonly codec: Codec
  readonly sniffed: ImportResult['sniffed']
}

/** Below this a sniff is a guess that a person has to make. */
const SURE_ENOUGH = 0.2

/**
 * The clip in a source, by the format that is named or else by the one it most likely is.
 *
 * @throws {BadInputError} when the format is unknown, none fits, or nothing of it can be read.
 */
export async function readSource(
  tree: SourceTree,
  told: { readonly format: string | null; readonly onto: Clip | null },
): Promise<ReadSource> {
  const candidates = told.format === null ? await sniffTree(tree) : []
  const sniffed = candidates.map(({ codec, score, why }) => ({ format: codec.id, score, why }))
  const codec = told.format === null ? likeliest(tree, candidates) : named(tree, told.format)
  const imported = await codec.read(tree, { name: tree.name, onto: told.onto })
  return { imported, codec, sniffed }
}

function named(tree: SourceTree, format: string): Codec {
  const codec = codecById(format)
  if (codec !== null) return codec
  const { format: place, listedFormat: expected } = importTexts
  throw new BadInputError({ file: tree.name, place, found: verbatim(format), expected })
}

function likeliest(tree: SourceTree, candidates: Awaited<ReturnType<typeof sniffTree>>): Codec {
  const [best] = candidates
  if (best !== undefined && best.score >= SURE_ENOUGH) return best.codec
  const refused = tree.refused[0]
  // An archive whose every entry was refused says why, not that its format is unknown.
  if (tree.files.length === 0 && refused !== undefined) throw new BadInputError(refused)
  const shown = tree.files.slice(0, 3).map(({ path }) => path)
  const found =
    shown.length === 0
      ? importTexts.noFiles
      : importTexts.filesSuchAs({ count: tree.files.length, paths: shown.join(', ') })
  throw new BadInputError({
    file: tree.name,
    place: WHOLE,
    found,
    expected: importTexts.knownFormat,
  })
}
