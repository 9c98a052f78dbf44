import { type Message, verbatim } from '@trueline/annotation'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { BadInputError } from '../badInputError.ts'
import { saidBy, sharedTexts, WHOLE } from '../sharedTexts.ts'
import { decodeText, parseNumber } from '../text.ts'
import { xmlTexts } from './xmlTexts.ts'

/** An element of an XML file: its attributes as written, its children by name, in order. */
export type XmlElement = {
  readonly attributes: { readonly [name: string]: string }
  readonly children: (name: string) => readonly XmlElement[]
  /** What stands between its tags, children left out. */
  readonly text: string
}

/** Where in an XML file something stands, in words. */
export type XmlPlace = { readonly file: string; readonly place: Message }

const ATTRIBUTES = '@'
const TEXT = '#text'

/**
 * The root element of an XML file, which must have this name.
 *
 * Entities other than the five of XML and numbers are left as they are: a hostile file may nest them
 * without end.
 *
 * @throws {BadInputError} when it is no such file, with the line where it is no XML.
 */
export function readXml(bytes: Uint8Array, file: string, rootName: string): XmlElement {
  const text = decodeText(bytes, file)
  const valid = XMLValidator.validate(text)
  if (valid !== true) {
    const { line, msg } = valid.err
    const place = sharedTexts.line({ number: line })
    throw new BadInputError({
      file,
      place,
      found: saidBy(msg, xmlTexts.notXml),
      expected: xmlTexts.xml,
    })
  }
  const root = parsed(text, file)[rootName]
  const expected = xmlTexts.element({ name: rootName })
  if (root === undefined || Array.isArray(root)) {
    throw new BadInputError({ file, place: WHOLE, found: sharedTexts.none, expected })
  }
  return elementOf(root)
}

function parsed(text: string, file: string): Readonly<Record<string, unknown>> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributesGroupName: ATTRIBUTES,
    attributeNamePrefix: '',
    textNodeName: TEXT,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
  })
  try {
    return parser.parse(text) as Readonly<Record<string, unknown>>
  } catch (error) {
    const found = saidBy(error, xmlTexts.notXml)
    throw new BadInputError({ file, place: WHOLE, found, expected: xmlTexts.xml })
  }
}

function elementOf(node: unknown): XmlElement {
  // An element of text alone, or of nothing, comes as its text.
  if (typeof node !== 'object' || node === null) {
    return {
      attributes: {},
      children: () => [],
      text: decoded(typeof node === 'string' ? node : ''),
    }
  }
  const parts = node as { readonly [name: string]: unknown }
  const attributes = (parts[ATTRIBUTES] ?? {}) as { readonly [name: string]: string }
  return {
    attributes: Object.values(attributes).some((value) => value.includes('&'))
      ? Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, decoded(one)]))
      : attributes,
    children: (name) => {
      const own = Object.hasOwn(parts, name) && name !== ATTRIBUTES ? parts[name] : undefined
      if (own === undefined) return []
      return (Array.isArray(own) ? own : [own]).map(elementOf)
    },
    text: typeof parts[TEXT] === 'string' ? decoded(parts[TEXT]) : '',
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** `text` as it stands in an attribute between double quotes, or between tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\n]/g, (one) => {
    if (one === '\n') return '&#10;'
    return one === '&' ? '&amp;' : one === '<' ? '&lt;' : one === '>' ? '&gt;' : '&quot;'
  })
}

/** An attribute that is a finite number. @throws {BadInputError} when it is missing or none. */
export function numberOfXml({ attributes }: XmlElement, name: string, at: XmlPlace): number {
  const text = attributes[name]
  const value = text === undefined ? null : parseNumber(text.trim())
  if (value !== null) return value
  const found =
    text === undefined
      ? xmlTexts.noAttribute({ name })
      : sharedTexts.named({ name, value: text.slice(0, 40) })
  throw new BadInputError({ ...at, found, expected: sharedTexts.number })
}

/** An attribute that is a finite number; another one where it is missing. @throws {BadInputError} */
export function numberOrElse(
  element: XmlElement,
  name: string,
  other: { readonly otherwise: number; readonly at: XmlPlace },
): number {
  if (element.attributes[name] === undefined) return other.otherwise
  return numberOfXml(element, name, other.at)
}

/** An attribute that is there. @throws {BadInputError} when it is missing. */
export function textOfXml({ attributes }: XmlElement, name: string, at: XmlPlace): string {
  const text = attributes[name]
  if (text !== undefined) return text
  const expected = verbatim(name)
  throw new BadInputError({ ...at, found: xmlTexts.noAttribute({ name }), expected })
}
