import { type Message, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Notice, Refusal } from '../codec.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { parseNumber } from '../text.ts'
import { parseXml, type XmlNode } from '../xml/parseXml.ts'
import { kittiTexts } from './kittiTexts.ts'

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

const POSE_NUMBERS = ['tx', 'ty', 'tz', 'rx', 'ry', 'rz'] as const
const UPRIGHT_THINGS = /pedestrian|person|human|adult|child/i

/**
 * The tracklets of a KITTI raw `tracklet_labels.xml`, those that make no sense refused.
 *
 * @throws {BadInputError} when it is no such file, with the line where it is no XML.
 */
export function parseTracklets(text: string, file: string): TrackletFile {
  const root = parseXml(text, file)
  const list = root.name === 'boost_serialization' ? only(root, 'tracklets') : null
  const items = list === null ? [] : listOf(list)
  if (list === null || (items.length === 0 && only(list, 'count') === null)) {
    const expected = kittiTexts.tracklets
    throw new BadInputError({ file, place: WHOLE, found: sharedTexts.none, expected })
  }
  const tracklets: Tracklet[] = []
  const refused: Refusal[] = []
  const notices: Notice[] = []
  for (const [index, item] of items.entries()) {
    const place = kittiTexts.tracklet({ index })
    const read = readTracklet(item, index)
    if ('found' in read) {
      refused.push({ file, ...read, place: kittiTexts.trackletAt({ index, part: read.place }) })
    } else {
      tracklets.push(read)
      const count = textOf(only(item, 'poses'), 'count')
      if (Number(count) !== read.poses.length) {
        const message = kittiTexts.poseCount({ told: count, real: read.poses.length })
        notices.push({ file, place, message })
      }
      if (Object.values(read.size).some((side) => Number(side) < 0)) {
        notices.push({ file, place, message: kittiTexts.negativeSize })
      }
    }
  }
  const dialect = dialectOf(tracklets)
  if (dialect === 'cvat') {
    notices.push({ file, place: WHOLE, message: kittiTexts.cvatAxes })
  }
  return { tracklets, dialect, refused, notices }
}

/** Whether a pose stands for a frame the object is not in: Datumaro fills gaps with such. */
export function isFiller(pose: PoseTexts): boolean {
  return Number(pose.truncation) === 2 && Number(pose.occlusion) === -1
}

function readTracklet(item: XmlNode, index: number): Tracklet | Omit<Refusal, 'file'> {
  const fail = (place: Message, found: Message, expected: Message) => ({ place, found, expected })
  const type = textOf(item, 'objectType')
  if (type === '') return fail(verbatim('objectType'), sharedTexts.none, sharedTexts.word)
  const [h, w, l] = [textOf(item, 'h'), textOf(item, 'w'), textOf(item, 'l')]
  for (const [tag, side] of Object.entries({ h, w, l })) {
    const value = parseNumber(side)
    if (value === null || value === 0) {
      return fail(verbatim(tag), verbatim(`"${side}"`), kittiTexts.sizeInMeters)
    }
  }
  const first = textOf(item, 'first_frame')
  const firstFrame = parseNumber(first)
  if (firstFrame === null || !Number.isSafeInteger(firstFrame) || firstFrame < 0) {
    const found = verbatim(`"${first}"`)
    return fail(verbatim('first_frame'), found, sharedTexts.wholeNumber)
  }
  const poses = listOf(only(item, 'poses')).map(poseOf)
  for (const [at, pose] of poses.entries()) {
    const bad = POSE_NUMBERS.find((tag) => parseNumber(pose[tag] ?? '') === null)
    if (bad === undefined) continue
    const found = verbatim(`"${pose[bad] ?? ''}"`)
    return fail(kittiTexts.poseAt({ index: at, tag: bad }), found, sharedTexts.number)
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

/** What a pose's tags say; one that is there more than once, or is no text, says nothing. */
function poseOf({ nodes }: XmlNode): PoseTexts {
  const pose: { [tag: string]: string } = {}
  let odd: Set<string> | null = null
  for (const { name, nodes: inner, text } of nodes) {
    if (inner.length > 0 || Object.hasOwn(pose, name)) odd = (odd ?? new Set()).add(name)
    else pose[name] = text
  }
  if (odd === null) return pose
  const isOdd = odd
  return Object.fromEntries(Object.entries(pose).filter(([tag]) => !isOdd.has(tag)))
}

/** The one child of a name; `null` where there is none, or more than one. */
function only(node: XmlNode | null, name: string): XmlNode | null {
  let found: XmlNode | null = null
  for (const child of node?.nodes ?? []) {
    if (child.name !== name) continue
    if (found !== null) return null
    found = child
  }
  return found
}

function listOf(node: XmlNode | null): readonly XmlNode[] {
  return (node?.nodes ?? []).filter(({ name }) => name === 'item')
}

/** The text of the one child of a name; empty where there is none, or it holds more than text. */
function textOf(node: XmlNode | null, name: string): string {
  const child = only(node, name)
  return child === null || child.nodes.length > 0 ? '' : child.text
}
