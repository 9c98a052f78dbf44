import type { Clip, Json } from '@trueline/annotation'
import type { Codec } from '../codec.ts'
import { isObject, type JsonPlace, listAt } from '../jsonAt.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelDialect, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { uuidOf } from '../token.ts'
import { scaleFormat } from './cuboid.ts'

const HEAD = /^\s*\[\s*\{\s*(?:"[^"]+"\s*:\s*[^[{]+,\s*)?"cuboids"\s*:/

const common = {
  ...PLAIN,
  writes: say.scaleWrites,
  framesOf,
  freshId: (id: string) => uuidOf(id),
  holds: { score: false, attributes: true, tilt: false, ids: true },
} satisfies Partial<LabelDialect>

/** Results of Scale's lidar tasks, in the map's space. */
export const scale: Codec = labelCodec({
  ...common,
  id: 'scale',
  title: say.scale,
  reads: say.scaleReads,
  limits: [labelTexts.mapLimit, labelTexts.imagesLimit],
  space: 'map',
  isOne: (head, path) => HEAD.test(head) && !isCadc(path),
  format: () => scaleFormat('scale', 'y'),
  fresh: (clip) => fresh(clip, 'annotations.json'),
})

/** The same in lidar axes, with yaw from +x, as the Canadian Adverse Driving Conditions set has it. */
export const scaleCadc: Codec = labelCodec({
  ...common,
  id: 'scale-cadc',
  title: say.cadc,
  reads: say.cadcReads,
  limits: [labelTexts.imagesLimit],
  isOne: (head, path) => HEAD.test(head) && isCadc(path),
  format: () => scaleFormat('scale-cadc', 'x'),
  fresh: (clip) => fresh(clip, '3d_ann.json'),
})

function isCadc(path: string): boolean {
  return /(^|\/)3d_ann\.json$/.test(path)
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  return listAt(document, place).map((item, index) => {
    const number = isObject(item) ? item.frame_number : undefined
    const name = typeof number === 'number' ? String(number) : String(index)
    return { name, timeUs: null, path: [index, 'cuboids'], mapFromLidar: null }
  })
}

function fresh({ frames }: Clip, path: string): readonly FreshDocument[] {
  return [
    {
      path,
      document: frames.map(() => ({ cuboids: null })),
      lists: frames.map((_, frame) => ({ frame, path: [frame, 'cuboids'] })),
    },
  ]
}
