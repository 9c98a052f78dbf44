import { joined } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import type { ImportedSweep, Notice, Refusal } from '../codec.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { fitOf } from './boxFit.ts'
import { kittiTexts } from './kittiTexts.ts'

/** A label file whose name is no frame's. */
export type StrayFile = { readonly file: string; readonly cuboids: readonly Cuboid[] }

/** A frame it may be of. */
export type Candidate = { readonly name: string; readonly sweep: ImportedSweep }

/** Where the files belong, by file: an index into the candidates. */
export type Placement = {
  readonly places: ReadonlyMap<string, number>
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
}

/** A fit below this is of boxes that stand beside their points. */
const GOOD_FIT = 0.7
/** The best frame must be better than any other by this much. */
const CLEAR_LEAD = 0.05

/**
 * The frame of each label file by its boxes: the one whose points stand in them up to their sides.
 *
 * Reads every candidate's sweep once. A file that fits no frame, or several alike (the scene stands
 * still), or one that another file fits too, is refused; so is one without boxes.
 */
export async function placeLabelFiles(
  files: readonly StrayFile[],
  candidates: readonly Candidate[],
): Promise<Placement> {
  const fits = new Map(files.map(({ file }) => [file, [] as number[]]))
  if (files.some(({ cuboids }) => cuboids.length > 0)) {
    for (const { sweep } of candidates) {
      const points = await sweep.read().then(
        (read) => read.sweep.points,
        () => new Float32Array(0),
      )
      for (const { file, cuboids } of files) fits.get(file)?.push(fitOf(points, cuboids))
    }
  }
  const places = new Map<string, number>()
  const refused: Refusal[] = []
  const notices: Notice[] = []
  const expected = kittiTexts.placement
  for (const { file, cuboids } of files) {
    const ranked = (fits.get(file) ?? [])
      .map((fit, index) => ({ fit, index, name: candidates[index]?.name ?? '' }))
      .toSorted((a, b) => b.fit - a.fit)
    const [best, next] = ranked
    const lead = (best?.fit ?? 0) - (next?.fit ?? 0)
    if (best === undefined || best.fit < GOOD_FIT || lead < CLEAR_LEAD) {
      const fitsTold = [best, next].flatMap((one) =>
        one ? [kittiTexts.fit({ fit: one.fit.toFixed(2), name: one.name })] : [],
      )
      const found = best ? joined(fitsTold, sharedTexts.comma) : kittiTexts.noBoxes
      refused.push({ file, place: WHOLE, found, expected })
      continue
    }
    places.set(file, best.index)
    const placed = { name: best.name, count: cuboids.length, fit: best.fit.toFixed(2) }
    const message = next
      ? kittiTexts.placedBefore({ ...placed, nextFit: next.fit.toFixed(2), nextName: next.name })
      : kittiTexts.placedAlone(placed)
    notices.push({ file, place: WHOLE, message })
  }
  for (const [file, place] of [...places]) {
    const rival = [...places].find(([other, at]) => other !== file && at === place)
    if (rival === undefined) continue
    const found = kittiTexts.rival({ name: candidates[place]?.name ?? '', rival: rival[0] })
    refused.push({ file, place: WHOLE, found, expected })
  }
  const rejected = new Set(refused.map(({ file }) => file))
  return {
    places: new Map([...places].filter(([file]) => !rejected.has(file))),
    refused,
    notices: notices.filter(({ file }) => !rejected.has(file)),
  }
}
