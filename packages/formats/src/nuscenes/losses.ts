import type { Message } from '@trueline/annotation'
import type { ExportSource, Loss } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { lossFields } from '../lossFields.ts'
import type { FrameRows } from './freshRows.ts'
import { nuscenesTexts as say } from './nuscenesTexts.ts'
import { tokensOfAttributes, type Vocabulary } from './vocabulary.ts'

/** Lenses whose distortion has no place in a camera's row. */
const FISHEYES = ['kannalaBrandt', 'polynomialFisheye'] as const

/** What the tables cannot hold of a clip. */
export function lossesOfTables(
  { clip, records }: ExportSource,
  { frames, words }: { readonly frames: readonly FrameRows[]; readonly words: Vocabulary },
): readonly Loss[] {
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const tracks = records.filter((record) => record.kind === 'track')
  const cameras = clip.sensors.filter((sensor) => sensor.modality === 'camera')
  const loss = (
    [record, field, why]: readonly [string, Message, Message],
    lost: readonly unknown[],
  ): readonly Loss[] => (lost.length === 0 ? [] : [{ record, field, count: lost.length, why }])
  return [
    ...loss(
      ['box2d', lossFields.all, entryTexts.boxes3d],
      records.filter(({ kind }) => kind === 'box2d'),
    ),
    ...loss(
      ['cuboid', say.boxesBetween, say.atSamples],
      cuboids.filter(({ frame }) => frames[frame]?.sample === null),
    ),
    ...loss(
      ['cuboid', lossFields.score, entryTexts.noField],
      cuboids.filter(({ score }) => score !== null),
    ),
    ...loss(
      ['cuboid', lossFields.attributes, say.noWord],
      cuboids.filter(({ attributes }) => tokensOfAttributes(attributes, words).lost > 0),
    ),
    ...loss(
      ['track', lossFields.attributes, entryTexts.byFrame],
      tracks.filter(({ attributes }) => Object.keys(attributes).length > 0),
    ),
    ...loss(
      ['sensor', lossFields.distortion, say.fisheye],
      cameras.filter(({ model }) => FISHEYES.some((lens) => lens === model?.lens)),
    ),
  ]
}
