import { BadInputError, type ImportedClip, type Refusal, WHOLE } from '@trueline/formats'
import { importTexts } from './importTexts.ts'

/** The refusal of a source of which nothing at all is left: its first one, else that it is empty. */
export function nothingLeft(
  clip: Pick<ImportedClip['clip'], 'name' | 'frames'>,
  [first]: readonly Refusal[],
): BadInputError {
  const found = importTexts.noRecordsLeft({ frames: clip.frames.length })
  const expected = importTexts.sweepsImagesLabels
  return new BadInputError(first ?? { file: clip.name, place: WHOLE, found, expected })
}
