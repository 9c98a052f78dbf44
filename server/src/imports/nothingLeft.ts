import { BadInputError, type ImportedClip, type Refusal } from '@trueline/formats'

/** The refusal of a source of which nothing at all is left: its first one, else that it is empty. */
export function nothingLeft(
  clip: Pick<ImportedClip['clip'], 'name' | 'frames'>,
  [first]: readonly Refusal[],
): BadInputError {
  const found = `${clip.frames.length} frames without sensors and no labels`
  const expected = 'sweeps, images or labels'
  return new BadInputError(first ?? { file: clip.name, place: '', found, expected })
}
