import type { LineMark } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { OpenReport } from '../refuse.ts'
import { tryOr } from '../refuse.ts'
import { sharedTexts } from '../sharedTexts.ts'
import {
  numberOfXml,
  numberOrElse,
  textOfXml,
  type XmlElement,
  type XmlPlace,
} from '../xml/readXml.ts'
import type { Cubic } from './cubics.ts'
import { colorOf, patternOf, speedOf } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import type { Piece } from './referenceLine.ts'

/** A road as the file has it. */
export type Road = {
  readonly id: string
  readonly length: number
  /** The junction it is in; `null` for none. */
  readonly junction: string | null
  /** Whether traffic keeps to the left. */
  readonly isLeftHand: boolean
  readonly pieces: readonly Piece[]
  readonly elevation: readonly Cubic[]
  readonly superelevation: readonly Cubic[]
  readonly laneOffset: readonly Cubic[]
  readonly sections: readonly Section[]
  readonly predecessor: RoadEnd | null
  readonly successor: RoadEnd | null
  /** Speed limits of the road from a place on, in meters per second. */
  readonly speeds: readonly SpeedFrom[]
  readonly hasShape: boolean
  readonly element: XmlElement
}

/** What a road goes on as: a road's start or end, or a junction. */
export type RoadEnd = {
  readonly kind: 'road' | 'junction'
  readonly id: string
  readonly contact: 'start' | 'end' | null
}

type SpeedFrom = { readonly s: number; readonly speed: number | null }

/** A stretch of a road with the same lanes. */
export type Section = {
  readonly s: number
  /** Where the next one starts, or the road ends. */
  readonly end: number
  /** But for the middle, from the farthest left to the farthest right. */
  readonly lanes: readonly RoadLane[]
  readonly middleMarks: readonly RoadMark[]
}

/** A lane of a section; those with ids above 0 lie to the left. */
export type RoadLane = {
  readonly id: number
  readonly type: string
  /** From the section's start, one after the other. */
  readonly widths: readonly Cubic[]
  /** Its outer edge's distance from the lane offset's line, where it is told so instead of by widths. */
  readonly borders: readonly Cubic[]
  readonly marks: readonly RoadMark[]
  readonly predecessor: number | null
  readonly successor: number | null
  readonly speeds: readonly SpeedFrom[]
}

/** Paint from a place of its section on; `null` where something else marks the edge. */
export type RoadMark = {
  readonly s: number
  readonly mark: Omit<LineMark, 'from'> | null
  readonly type: string
}

const LONGEST = 1e6

/** A road. @throws {BadInputError} when it has no line that makes sense. */
export function readRoad(element: XmlElement, file: string, report: OpenReport): Road {
  const id = element.attributes.id ?? ''
  const at: XmlPlace = { file, place: say.road({ id }) }
  textOfXml(element, 'id', at)
  const length = numberOfXml(element, 'length', at)
  if (!(length > 0 && length < LONGEST)) {
    throw new BadInputError({ ...at, found: say.longRoad({ length }), expected: say.saneRoad })
  }
  const pieces = partsOf(element, ['planView', 'geometry']).map((one) => pieceOf(one, id, file))
  if (pieces.length === 0) {
    throw new BadInputError({ ...at, found: say.noGeometry, expected: say.knownGeometry })
  }
  const cubics = (path: readonly string[]): readonly Cubic[] =>
    inOrder(partsOf(element, path).map((one) => cubicOf(one, at)))
  const junction = element.attributes.junction ?? '-1'
  const link = element.children('link')[0]
  const road = {
    id,
    length,
    junction: junction === '-1' ? null : junction,
    isLeftHand: element.attributes.rule === 'LHT',
    pieces: inOrder(pieces),
    elevation: cubics(['elevationProfile', 'elevation']),
    superelevation: cubics(['lateralProfile', 'superelevation']),
    laneOffset: cubics(['lanes', 'laneOffset']),
    predecessor: endOf(link?.children('predecessor')[0]),
    successor: endOf(link?.children('successor')[0]),
    speeds: inOrder(
      element.children('type').map((one) => ({
        s: numberOrElse(one, 's', { otherwise: 0, at }),
        speed: speedIn(one.children('speed')[0]),
      })),
    ),
    hasShape: partsOf(element, ['lateralProfile', 'shape']).length > 0,
    element,
  }
  const starts = inOrder(
    partsOf(element, ['lanes', 'laneSection']).map((one) => ({
      s: numberOfXml(one, 's', at),
      one,
    })),
  )
  if (starts.length === 0) {
    throw new BadInputError({ ...at, found: say.noSections, expected: say.lanes })
  }
  const sections = starts.map(({ s, one }, index): Section => {
    const end = Math.min(length, starts[index + 1]?.s ?? length)
    return sectionOf(one, { s, end, id, file, report })
  })
  return { ...road, sections: sections.filter(({ s, end }) => s >= 0 && end > s) }
}

function sectionOf(
  element: XmlElement,
  given: {
    readonly s: number
    readonly end: number
    readonly id: string
    readonly file: string
    readonly report: OpenReport
  },
): Section {
  const { s, end, id, file, report } = given
  const lanesOf = (side: string): readonly XmlElement[] => partsOf(element, [side, 'lane'])
  const lanes = [...lanesOf('left'), ...lanesOf('right')].flatMap((one) => {
    const lane = tryOr(report, () =>
      laneOf(one, { file, place: say.lane({ id, s, lane: one.attributes.id ?? '' }) }),
    )
    return lane === null ? [] : [lane]
  })
  const middle = lanesOf('center')[0]
  const at = { file, place: say.section({ id, s }) }
  return {
    s,
    end,
    lanes: lanes.toSorted((a, b) => b.id - a.id),
    middleMarks: middle === undefined ? [] : marksOf(middle, at),
  }
}

function laneOf(element: XmlElement, at: XmlPlace): RoadLane {
  const id = numberOfXml(element, 'id', at)
  if (!Number.isSafeInteger(id) || id === 0) {
    const found = sharedTexts.named({ name: 'id', value: id })
    throw new BadInputError({ ...at, found, expected: say.wholeLane })
  }
  const link = element.children('link')[0]
  const next = (name: string): number | null => {
    const one = link?.children(name)[0]
    return one === undefined ? null : numberOfXml(one, 'id', at)
  }
  const cubics = (name: string): readonly Cubic[] =>
    inOrder(element.children(name).map((one) => cubicOf(one, at, 'sOffset')))
  return {
    id,
    type: element.attributes.type ?? 'none',
    widths: cubics('width'),
    borders: cubics('border'),
    marks: marksOf(element, at),
    predecessor: next('predecessor'),
    successor: next('successor'),
    speeds: inOrder(
      element.children('speed').map((one) => ({
        s: numberOrElse(one, 'sOffset', { otherwise: 0, at }),
        speed: speedIn(one),
      })),
    ),
  }
}

function marksOf(element: XmlElement, at: XmlPlace): readonly RoadMark[] {
  return inOrder(
    element.children('roadMark').map((one) => {
      const { type = 'none', color } = one.attributes
      const pattern = patternOf(type)
      return {
        s: numberOrElse(one, 'sOffset', { otherwise: 0, at }),
        type,
        mark: pattern && { pattern, color: pattern === 'none' ? null : colorOf(color) },
      }
    }),
  )
}

function pieceOf(element: XmlElement, road: string, file: string): Piece {
  const at = { file, place: say.geometry({ id: road, s: element.attributes.s ?? '' }) }
  const read = (name: string): number => numberOfXml(element, name, at)
  const piece: Piece = {
    s: read('s'),
    x: read('x'),
    y: read('y'),
    heading: read('hdg'),
    length: read('length'),
    shape: shapeOf(element, at),
  }
  const turns = turnsOf(piece)
  if (turns <= MOST_TURNS) return piece
  const found = say.wound({ turns: turns.toFixed(0) })
  throw new BadInputError({ ...at, found, expected: say.calmer })
}

/** A ramp of a car park winds up as often, in one piece; what goes on and on is a number gone wrong. */
const MOST_TURNS = 20

/** How often an arc or a spiral goes round at most. */
function turnsOf({ shape, length }: Piece): number {
  const curvature =
    shape.kind === 'arc'
      ? Math.abs(shape.curvature)
      : shape.kind === 'spiral'
        ? Math.max(Math.abs(shape.start), Math.abs(shape.end))
        : 0
  return (curvature * Math.abs(length)) / (2 * Math.PI)
}

function shapeOf(element: XmlElement, at: XmlPlace): Piece['shape'] {
  const one = (name: string): XmlElement | undefined => element.children(name)[0]
  const [arc, spiral, poly3, param] = [one('arc'), one('spiral'), one('poly3'), one('paramPoly3')]
  if (one('line') !== undefined) return { kind: 'line' }
  if (arc !== undefined) return { kind: 'arc', curvature: numberOfXml(arc, 'curvature', at) }
  if (spiral !== undefined) {
    const [start, end] = ['curvStart', 'curvEnd'].map((name) => numberOfXml(spiral, name, at))
    return { kind: 'spiral', start: start!, end: end! }
  }
  if (poly3 !== undefined) return { kind: 'poly3', v: { ...cubicOf(poly3, at), s: 0 } }
  if (param !== undefined) {
    const cubic = (axis: 'U' | 'V'): Cubic => {
      const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) =>
        numberOfXml(param, `${name}${axis}`, at),
      )
      return { s: 0, a: a!, b: b!, c: c!, d: d! }
    }
    const isNormalized = param.attributes.pRange !== 'arcLength'
    return { kind: 'paramPoly3', u: cubic('U'), v: cubic('V'), isNormalized }
  }
  throw new BadInputError({ ...at, found: sharedTexts.nothing, expected: say.knownGeometry })
}

function cubicOf(element: XmlElement, at: XmlPlace, start: 's' | 'sOffset' = 's'): Cubic {
  const read = (name: string): number => numberOrElse(element, name, { otherwise: 0, at })
  return { s: read(start), a: read('a'), b: read('b'), c: read('c'), d: read('d') }
}

function endOf(element: XmlElement | undefined): RoadEnd | null {
  if (element === undefined) return null
  const { elementType, elementId = '', contactPoint } = element.attributes
  const contact = contactPoint === 'start' || contactPoint === 'end' ? contactPoint : null
  return { kind: elementType === 'junction' ? 'junction' : 'road', id: elementId, contact }
}

function speedIn(element: XmlElement | undefined): number | null {
  return speedOf(element?.attributes.max, element?.attributes.unit)
}

/** The elements at the end of a path of names. */
export function partsOf(element: XmlElement, path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (parts, name) => parts.flatMap((part) => part.children(name)),
    [element],
  )
}

function inOrder<Item extends { readonly s: number }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => a.s - b.s)
}
