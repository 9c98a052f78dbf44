import type { Link } from '@trueline/annotation'
import type { ExportSource, Loss } from '../codec.ts'
import { isObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { framesLost } from '../maps/framesLost.ts'
import { knotsLost } from '../maps/knotsLost.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { isToldLens } from './keptLens.ts'
import { isPaintHeld, OPENLANE_V2 } from './names.ts'
import { openlaneV2Texts as say } from './openlaneV2Texts.ts'
import { type Plan, pointsOf, unmovedRows } from './plan.ts'

/** Kinds of elements that are written where a frame has them. */
const HELD = new Set(['crosswalk', 'roadEdge', 'trafficLight', 'trafficSign'])

/** What frame files cannot hold of a clip’s records. */
export function lossesOf({ clip, records }: ExportSource, plan: Plan): readonly Loss[] {
  const { lanes, elements, isSegments, frames } = plan
  const laneIds = new Set(frames.flatMap((frame) => frame.lanes.map(({ id }) => id as string)))
  const seenIds = new Set(
    frames.flatMap(({ seen }) => seen.map(({ element }) => element.id as string)),
  )
  const areaIds = new Set(frames.flatMap(({ areas }) => areas.map(({ id }) => id as string)))
  const together = frames.map(
    ({ lanes: here, seen }) =>
      new Set<string>([...here.map(({ id }) => id), ...seen.map(({ element }) => element.id)]),
  )
  const written = lanes.filter(({ id }) => laneIds.has(id))
  const sides = new Set(written.flatMap(({ left, right }) => [left?.elementId, right?.elementId]))
  const links = records.filter((one) => one.kind === 'link')
  const isHeld = ({ linkKind, from, to }: Link): boolean =>
    (linkKind === 'successor' || linkKind === 'controls') &&
    from !== to &&
    together.some((here) => here.has(from) && here.has(to))
  const count = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
    items.filter(test).length
  const { noField } = mapTexts
  const missing = [...elements.values()].filter(({ id }) => {
    return !(isSegments && sides.has(id)) && !seenIds.has(id) && !areaIds.has(id)
  })
  const isFresh = plan.frames.some(
    ({ index }) => !isObject(clip.frames[index]!.extras[OPENLANE_V2]),
  )
  const all: readonly Loss[] = [
    ...framesLost(records),
    ...knotsLost(records),
    {
      record: 'sensor',
      field: lossFields.distortion,
      count: isFresh
        ? count(
            clip.sensors,
            (one) => one.modality === 'camera' && one.model !== null && !isToldLens(one.model),
          )
        : 0,
      why: say.fewNumbers,
    },
    {
      record: 'lane',
      field: lossFields.all,
      count: lanes.length - written.length,
      why: frames.length === 0 ? say.frames : say.outOfRange,
    },
    {
      record: 'lane',
      field: mapTexts.laneKind,
      count: count(written, ({ laneKind }) => laneKind !== 'driving'),
      why: noField,
    },
    {
      record: 'lane',
      field: mapTexts.direction,
      count: count(written, ({ direction }) => direction === 'both'),
      why: noField,
    },
    {
      record: 'lane',
      field: mapTexts.turn,
      count: count(written, ({ turn }) => turn !== null),
      why: noField,
    },
    {
      record: 'lane',
      field: mapTexts.speedLimit,
      count: count(written, ({ speedLimit }) => speedLimit !== null),
      why: noField,
    },
    {
      record: 'lane',
      field: lossFields.attributes,
      count: count(written, ({ attributes }) => Object.keys(attributes).length > 0),
      why: noField,
    },
    {
      record: 'lane',
      field: lossFields.state,
      count: count(written, ({ state }) => state !== 'proposed'),
      why: noField,
    },
    {
      record: 'lane',
      field: mapTexts.boundaries,
      count: isSegments ? 0 : count(written, ({ left, right }) => left !== null || right !== null),
      why: say.noSegments,
    },
    {
      record: 'mapElement',
      field: lossFields.all,
      count: count(missing, ({ elementKind }) => !HELD.has(elementKind)),
      why: mapTexts.noSuchElement,
    },
    {
      record: 'mapElement',
      field: lossFields.all,
      count: count(missing, ({ elementKind }) => HELD.has(elementKind)),
      why: say.unseen,
    },
    {
      record: 'mapElement',
      field: mapTexts.shape,
      count: count(
        [...elements.values()],
        (one) => seenIds.has(one.id) && unmovedRows(one, pointsOf(one)) === null,
      ),
      why: say.pixels,
    },
    {
      record: 'mapElement',
      field: mapTexts.marks,
      count: isSegments
        ? count([...elements.values()], ({ id, marks }) => sides.has(id) && !isPaintHeld(marks))
        : 0,
      why: say.solidOrDash,
    },
    {
      record: 'mapElement',
      field: lossFields.attributes,
      count: count([...elements.values()], ({ attributes }) =>
        Object.keys(attributes).some((key) => key !== 'attribute'),
      ),
      why: noField,
    },
    {
      record: 'link',
      field: lossFields.all,
      count: count(links, (one) => !isHeld(one)),
      why: mapTexts.noSuchLink,
    },
  ]
  return all.filter((one) => one.count > 0)
}
