import { type Box2d, box2dId, type Json, sensorId, trackId, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { below, isObject, type JsonObject, type JsonPlace, numberAt, objectAt } from '../jsonAt.ts'
import { numberText, parseJsonText, printSourceJson } from '../sourceJson.ts'
import { type Classes, classAt } from './box3d.ts'
import { dgpTexts as say } from './dgpTexts.ts'
import { DGP } from './names.ts'

/** Where a 2D box stands. */
export type Box2dPlace = {
  readonly frame: number
  readonly camera: string
  readonly index: number
  readonly place: JsonPlace
  readonly classes: Classes
  /** The tracks there are. */
  readonly tracks: ReadonlySet<string>
}

/** A box of `bounding_box_2d`: left, top, width and height in pixels. @throws {BadInputError} */
export function decodeBox2d(source: JsonObject, at: Box2dPlace): Box2d {
  const { place, camera, frame, index } = at
  const sides = sidesOf(source, place)
  const track = trackId(`${DGP}:${numberText(source.instance_id) ?? ''}`)
  return {
    kind: 'box2d',
    id: box2dId(`${DGP}:${camera}@${frame}#${index}`),
    trackId: at.tracks.has(track) ? track : null,
    category: classAt(source, at.classes, place),
    frame,
    sensorId: sensorId(camera),
    ...sides,
    attributes: {},
    provenance: 'import',
    score: null,
    extras: { [DGP]: printSourceJson(source) },
  }
}

type Sides = Pick<Box2d, 'leftPx' | 'topPx' | 'rightPx' | 'bottomPx'>

function sidesOf(source: JsonObject, place: JsonPlace): Sides {
  const boxPlace = below(place, 'box')
  const box = objectAt(source.box, boxPlace)
  const at = (key: string): number => numberAt(box[key], below(boxPlace, key))
  const [x, y, w, h] = [at('x'), at('y'), at('w'), at('h')]
  if (w >= 0 && h >= 0) return { leftPx: x, topPx: y, rightPx: x + w, bottomPx: y + h }
  const { file, pointer } = boxPlace
  const found = verbatim([x, y, w, h].join(', '))
  throw new BadInputError({ file, place: verbatim(pointer), found, expected: say.box2d })
}

/** A 2D box as its source had it, or with its changed sides; `null` for one from elsewhere. */
export function encodeBox2d(box: Box2d): Json {
  const kept = box.extras[DGP]
  const source = typeof kept === 'string' ? parseJsonText(kept, box.id) : null
  if (!isObject(source)) return null
  const before = sidesOf(source, { file: '', pointer: '' })
  const { leftPx, topPx, rightPx, bottomPx } = box
  const isSame =
    before.leftPx === leftPx &&
    before.topPx === topPx &&
    before.rightPx === rightPx &&
    before.bottomPx === bottomPx
  if (isSame) return source
  const [w, h] = [rightPx - leftPx, bottomPx - topPx]
  const old = isObject(source.box) ? source.box : {}
  return { ...source, box: { ...old, x: leftPx, y: topPx, w, h }, area: Math.round(w * h) }
}
