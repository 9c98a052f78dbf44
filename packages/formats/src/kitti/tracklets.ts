import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { BadInputError } from '../badInputError.ts'
import type { Notice, Refusal } from '../codec.ts'
import { parseNumber } from '../text.ts'

/** What a pose of a tracklet says, each as printed. */
export type PoseTexts = { readonly [tag: string]: string }

/** An object of a `tracklet_labels.xml`. */
export type Tracklet = {
  /** Its place in the file, from 0. */
  readonly index: number
  readonly type: string
  /** As printed: tags h, w, l. */
  readonly size: { readonly h: string; readonly w: string; readonly l: string }
  readonly firstFrame: number
  /** Its pose in each frame from the first on. */
  readonly poses: readonly PoseTexts[]
}

/** How sizes and heights are meant: KITTI's own way, or that of Datumaro and CVAT. */
export type TrackletDialect = 'official' | 'cvat'

/** The tracklets of a file. */
export type TrackletFile = {
  readonly tracklets: readonly Tracklet[]
  readonly dialect: TrackletDialect
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
}

type Node = { readonly [tag: string]: unknown }

const POSE_NUMBERS = ['tx', 'ty', 'tz', 'rx', 'ry', 'rz'] as const
const UPRIGHT_THINGS = /pedestrian|person|human|adult|child/i

/**
 * The tracklets of a KITTI raw `tracklet_labels.xml`, those that make no sense refused.
 *
 * @throws {BadInputError} when it is no such file, with the line where it is no XML.
 */
export function parseTracklets(text: string, file: string): TrackletFile {
  const valid = XMLValidator.validate(text)
  if (valid !== true) {
    const { line, msg } = valid.err
    throw new BadInputError({ file, place: `line ${line}`, found: msg, expected: 'XML' })
  }
  // Entities are not resolved: the format has none, and a hostile file may nest them without end.
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    processEntities: false,
    isArray: (name) => name === 'item',
  })
  const root = nodeOf(nodeOf(nodeOf(parser.parse(text)).boost_serialization).tracklets)
  if (root.count === undefined && root.item === undefined) {
    const expected = 'boost_serialization with tracklets'
    throw new BadInputError({ file, place: '', found: 'none', expected })
  }
  const tracklets: Tracklet[] = []
  const refused: Refusal[] = []
  const notices: Notice[] = []
  for (const [index, item] of listOf(root.item).entries()) {
    const place = `tracklet ${index}`
    const read = readTracklet(item, index)
    if ('found' in read)
      refused.push({ file, ...read, place: [place, read.place].join(' ').trim() })
    else {
      tracklets.push(read)
      const count = textOf(nodeOf(item.poses).count)
      if (Number(count) !== read.poses.length) {
        const message = `says ${count} poses, has ${read.poses.length}: all are taken`
        notices.push({ file, place, message })
      }
      if (Object.values(read.size).some((side) => Number(side) < 0)) {
        const message = 'has a negative size: taken without its sign'
        notices.push({ file, place, message })
      }
    }
  }
  const dialect = dialectOf(tracklets)
  if (dialect === 'cvat') {
    const message = 'tags h, w, l hold the extents along x, y, z, as Datumaro and CVAT write them'
    notices.push({ file, place: '', message })
  }
  return { tracklets, dialect, refused, notices }
}

/** Whether a pose stands for a frame the object is not in: Datumaro fills gaps with such. */
export function isFiller(pose: PoseTexts): boolean {
  return Number(pose.truncation) === 2 && Number(pose.occlusion) === -1
}

function readTracklet(item: Node, index: number): Tracklet | Omit<Refusal, 'file'> {
  const fail = (place: string, found: string, expected: string) => ({ place, found, expected })
  const type = textOf(item.objectType)
  if (type === '') return fail('objectType', 'none', 'a word')
  const [h, w, l] = [textOf(item.h), textOf(item.w), textOf(item.l)]
  for (const [tag, side] of Object.entries({ h, w, l })) {
    const value = parseNumber(side)
    if (value === null || value === 0) return fail(tag, `"${side}"`, 'a size in meters')
  }
  const firstFrame = parseNumber(textOf(item.first_frame))
  if (firstFrame === null || !Number.isSafeInteger(firstFrame) || firstFrame < 0) {
    return fail('first_frame', `"${textOf(item.first_frame)}"`, 'a whole number')
  }
  const poses = listOf(nodeOf(item.poses).item).map(
    (pose): PoseTexts =>
      Object.fromEntries(
        Object.entries(pose).flatMap(([tag, value]) =>
          typeof value === 'string' ? [[tag, value.trim()]] : [],
        ),
      ),
  )
  for (const [at, pose] of poses.entries()) {
    const bad = POSE_NUMBERS.find((tag) => parseNumber(pose[tag] ?? '') === null)
    if (bad) return fail(`pose ${at} ${bad}`, `"${pose[bad] ?? ''}"`, 'a number')
  }
  return { index, type, size: { h, w, l }, firstFrame, poses }
}

/** By which of h and l is the longer: vehicles are longer than high, people higher than long. */
function dialectOf(tracklets: readonly Tracklet[]): TrackletDialect {
  let votes = 0
  for (const { type, size } of tracklets) {
    const ratio = Math.abs(Number(size.l)) / Math.abs(Number(size.h))
    if (ratio > 0.8 && ratio < 1.25) continue
    votes += ratio > 1 === UPRIGHT_THINGS.test(type) ? -1 : 1
  }
  return votes < 0 ? 'cvat' : 'official'
}

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {}
}

function listOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.map(nodeOf) : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
