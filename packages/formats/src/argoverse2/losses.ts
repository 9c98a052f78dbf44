import type { ExportSource, Loss, WriteOptions } from '../codec.ts'
import { boxes2dLost } from '../entries/boxLosses.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { lossFields } from '../lossFields.ts'
import { argoverseTexts as say } from './argoverseTexts.ts'
import { lossesOfMap } from './map/losses.ts'
import { ARGOVERSE2, argoverseCategory } from './names.ts'

/** What a log cannot hold of a clip. */
export function lossesOfLog(
  { clip, records }: ExportSource,
  { withSensors }: WriteOptions,
): readonly Loss[] {
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const tracks = records.filter((record) => record.kind === 'track')
  const isNew = ({ extras }: (typeof cuboids)[number]): boolean => extras[ARGOVERSE2] === undefined
  const sensors = withSensors ? clip.sensors : []
  const isBent = (sensor: (typeof sensors)[number]): boolean => {
    if (sensor.modality !== 'camera' || sensor.model === null) return false
    const { model } = sensor
    if (model.lens !== 'brownConrady') return model.lens !== 'pinhole'
    return [...model.radial.slice(3), ...model.tangential].some((value) => value !== 0)
  }
  const all: readonly Loss[] = [
    boxes2dLost(records),
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: cuboids.filter(({ attributes }) => Object.keys(attributes).length > 0).length,
      why: entryTexts.noField,
    },
    {
      record: 'cuboid',
      field: entryTexts.points,
      count: withSensors
        ? 0
        : cuboids.filter((one) => isNew(one) && one.pointCount === null).length,
      why: entryTexts.uncounted,
    },
    {
      record: 'track',
      field: say.category,
      count: tracks.filter(({ category, extras }) => {
        return extras[ARGOVERSE2] === undefined && argoverseCategory(category) !== category
      }).length,
      why: say.renamed,
    },
    {
      record: 'track',
      field: lossFields.attributes,
      count: tracks.filter(({ attributes }) => Object.keys(attributes).length > 0).length,
      why: entryTexts.noField,
    },
    {
      record: 'sensor',
      field: lossFields.distortion,
      count: sensors.filter(isBent).length,
      why: say.radialOnly,
    },
    {
      record: 'frame',
      field: lossFields.lidar,
      count: clip.format === ARGOVERSE2 || !withSensors ? 0 : clip.frames.length,
      why: say.rounded,
    },
  ]
  return [...all, ...lossesOfMap(records)].filter(({ count }) => count > 0)
}
