import { type Json, verbatim } from '@trueline/annotation'
import { fromMatrix4, type Pose } from '@trueline/geometry'
import { BadInputError } from './badInputError.ts'
import { type JsonPlace, numbersAt } from './jsonAt.ts'
import { saidBy, sharedTexts } from './sharedTexts.ts'

/**
 * The pose of a row-major 3 × 4 or 4 × 4 matrix in a JSON file, flat or in rows.
 *
 * @throws {BadInputError} when it is none, or its 3 × 3 part is no rotation.
 */
export function poseAt(value: Json | undefined, place: JsonPlace): Pose {
  const numbers = numbersAt(value, place, [16, 12])
  try {
    return fromMatrix4(numbers)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BadInputError({
      file: place.file,
      place: verbatim(place.pointer),
      found: saidBy(error, sharedTexts.notRigid),
      expected: sharedTexts.rigid,
    })
  }
}
