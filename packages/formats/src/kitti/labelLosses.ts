import type { AnnotationRecord, Clip, CuboidRecord } from '@trueline/annotation'
import { rotate, transformCuboid } from '@trueline/geometry'
import type { Loss } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { type ExportSpace, exportSpaceAt } from './exportSpace.ts'
import { wordOf } from './kittiLabel.ts'
import { kittiTexts } from './kittiTexts.ts'

/** Boxes that lean less stand upright but for what arithmetic leaves, in radians. */
const UPRIGHT = 1e-4

/** The cuboids that do not stand upright in the camera's axes: their turn about one is all that is written. */
export function leaningIn(clip: Clip, cuboids: readonly CuboidRecord[]): readonly CuboidRecord[] {
  const spaces = new Map<number, ExportSpace>()
  return cuboids.filter((cuboid) => {
    const space = spaces.get(cuboid.frame) ?? exportSpaceAt(clip, cuboid.frame)
    spaces.set(cuboid.frame, space)
    const { rotation } = transformCuboid(space.rectFromEgo, cuboid)
    // Up is -y there.
    const [x, y, z] = rotate(rotation, [0, 0, 1])
    return Math.atan2(Math.hypot(x, z), -y) > UPRIGHT
  })
}

/** The categories that are written as another word. */
export function changedCategories(records: readonly AnnotationRecord[]): Loss {
  return {
    record: 'track',
    field: lossFields.category,
    count: records.filter((one) => one.kind === 'track' && wordOf(one.category) !== one.category)
      .length,
    why: kittiTexts.words,
  }
}
