import {
  type Attributes,
  type CuboidRecord,
  cuboidId,
  type Track,
  verbatim,
} from '@trueline/annotation'
import { type Cuboid, type Pose, transformCuboid } from '@trueline/geometry'
import type { OpenReport } from '../refuse.ts'
import { printSourceJson } from '../sourceJson.ts'
import { trackNumbers } from '../trackNumbers.ts'
import type { Label } from './label.ts'
import type { FoundLabel } from './labelFile.ts'
import { OBJECT_ATTRIBUTE, SUSTECH } from './names.ts'
import { sustechTexts } from './sustechTexts.ts'

/** The tracks and cuboids of label files, one list of labels for each frame. */
export function recordsOf(
  found: readonly (readonly FoundLabel[])[],
  args: { readonly egoFromLidar: Pose; readonly report: OpenReport },
): { readonly tracks: readonly Track[]; readonly cuboids: readonly CuboidRecord[] } {
  const firstById = new Map<string, FoundLabel>()
  for (const item of found.flat()) {
    const first = firstById.get(item.trackId)
    if (first === undefined) firstById.set(item.trackId, item)
    else if (first.label.category !== item.label.category) {
      const message = sustechTexts.otherCategory({
        here: item.label.category,
        there: first.label.category,
      })
      args.report.notices.push({
        file: item.place.file,
        place: verbatim(item.place.pointer),
        message,
      })
    }
  }
  const nameOf = (id: string): string => id.slice(SUSTECH.length + 1)
  const numbers = trackNumbers([...firstById.keys()].map(nameOf))
  const tracks = [...firstById.values()].map(
    ({ trackId, label: { category, objectId } }): Track => ({
      kind: 'track',
      id: trackId,
      category,
      number: numbers.get(nameOf(trackId)) ?? 0,
      attributes: {},
      isStatic: null,
      extent: null,
      provenance: 'import',
      extras: { [SUSTECH]: { category, objectId } },
    }),
  )
  const cuboids = found.flatMap((labels, frame) =>
    labels.map(({ trackId, label, entry }): CuboidRecord => {
      const cuboid = cuboidInEgo(label, args.egoFromLidar)
      return {
        kind: 'cuboid',
        id: cuboidId(trackId, frame),
        trackId,
        frame,
        center: cuboid.center,
        extent: cuboid.extent,
        rotation: cuboid.rotation,
        attributes: attributesOf(label),
        provenance: 'import',
        state: 'proposed',
        score: null,
        proposal: cuboid,
        pointCount: null,
        extras: { [SUSTECH]: printSourceJson(entry) },
      }
    }),
  )
  return { tracks, cuboids }
}

/** A label's cuboid in the ego's space. */
export function cuboidInEgo(label: Label, egoFromLidar: Pose): Cuboid {
  return transformCuboid(egoFromLidar, label.cuboid)
}

/** A label's attributes. */
export function attributesOf({ attribute }: Label): Attributes {
  return attribute === null ? {} : { [OBJECT_ATTRIBUTE]: attribute }
}
