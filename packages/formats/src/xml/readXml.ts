import { type Message, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { decodeText, parseNumber } from '../text.ts'
import { parseXml, type XmlNode } from './parseXml.ts'
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

/**
 * The root element of an XML file, which must have this name.
 *
 * @throws {BadInputError} when it is no such file, with the line where it is no XML.
 */
export function readXml(bytes: Uint8Array, file: string, rootName: string): XmlElement {
  const root = parseXml(decodeText(bytes, file), file)
  if (root.name === rootName) return elementOf(root)
  const expected = xmlTexts.element({ name: rootName })
  throw new BadInputError({ file, place: WHOLE, found: sharedTexts.none, expected })
}

function elementOf({ attributes, nodes, text }: XmlNode): XmlElement {
  const children = (name: string): readonly XmlElement[] =>
    nodes.filter((node) => node.name === name).map(elementOf)
  return { attributes, children, text }
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
