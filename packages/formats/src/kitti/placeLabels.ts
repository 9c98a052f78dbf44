import type { Cuboid } from '@trueline/geometry'
import type { ImportedSweep, Notice, Refusal } from '../codec.ts'
import { fitOf } from './boxFit.ts'

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
  const expected = 'a frame’s name, a label_map.json, or boxes that fit one frame alone'
  for (const { file, cuboids } of files) {
    const ranked = (fits.get(file) ?? [])
      .map((fit, index) => ({ fit, index, name: candidates[index]?.name ?? '' }))
      .toSorted((a, b) => b.fit - a.fit)
    const [best, next] = ranked
    const lead = (best?.fit ?? 0) - (next?.fit ?? 0)
    if (best === undefined || best.fit < GOOD_FIT || lead < CLEAR_LEAD) {
      const found = [best, next]
        .flatMap((one) => (one ? [`fit ${one.fit.toFixed(2)} on frame ${one.name}`] : []))
        .join(', ')
      refused.push({ file, place: '', found: found || 'no boxes to place it by', expected })
      continue
    }
    places.set(file, best.index)
    const than = next ? `, before ${next.fit.toFixed(2)} on frame ${next.name}` : ''
    const message = `placed on frame ${best.name} because its ${cuboids.length} boxes hold the points there up to their sides (fit ${best.fit.toFixed(2)}${than})`
    notices.push({ file, place: '', message })
  }
  for (const [file, place] of [...places]) {
    const rival = [...places].find(([other, at]) => other !== file && at === place)
    if (rival === undefined) continue
    const found = `fits frame ${candidates[place]?.name}, as does ${rival[0]}`
    refused.push({ file, place: '', found, expected })
  }
  const rejected = new Set(refused.map(({ file }) => file))
  return {
    places: new Map([...places].filter(([file]) => !rejected.has(file))),
    refused,
    notices: notices.filter(({ file }) => !rejected.has(file)),
  }
}
