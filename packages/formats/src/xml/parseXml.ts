import { SaxesParser } from 'saxes'
import { BadInputError } from '../badInputError.ts'
import { saidBy, sharedTexts } from '../sharedTexts.ts'
import { xmlTexts } from './xmlTexts.ts'

/** An element as the parser has it. */
export type XmlNode = {
  readonly name: string
  /** By name. */
  readonly attributes: { readonly [name: string]: string }
  readonly nodes: readonly XmlNode[]
  /** What stands between its tags, children left out, without blanks around it. */
  readonly text: string
}

type OpenNode = {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  nodes: OpenNode[]
  text: string
}

/** Most elements have neither: one of each for all of them is much less memory. */
const NO_ATTRIBUTES: XmlNode['attributes'] = Object.freeze({})
const NO_NODES: OpenNode[] = []

/** What the parser says of an entity that is not one of XML's own, and of control characters. */
const [UNDEFINED_ENTITY, DISALLOWED] = ['undefined entity.', 'disallowed character.']

/**
 * The root of an XML text, in one pass.
 *
 * Entities other than the five of XML and numbers are left as they are: a hostile file may nest them
 * without end. So are control characters: what they stand in is refused where it makes no sense.
 *
 * @throws {BadInputError} when it is no well-formed XML otherwise, with the line.
 */
export function parseXml(text: string, file: string): XmlNode {
  const parser = new SaxesParser({ xmlns: false })
  const top: OpenNode = { name: '', attributes: {}, nodes: [], text: '' }
  const open = [top]
  let current = top
  parser.on('error', ({ message }) => {
    if (message.endsWith(UNDEFINED_ENTITY)) return
    // The same is said of `<` in an attribute, which the parser leaves out.
    if (message.endsWith(DISALLOWED) && text[parser.position - 1] !== '<') return
    const place = sharedTexts.line({ number: parser.line })
    const found = saidBy(message.replace(/^\d+:\d+: /, ''), xmlTexts.notXml)
    throw new BadInputError({ file, place, found, expected: xmlTexts.xml })
  })
  let hasAttributes = false
  parser.on('attribute', () => {
    hasAttributes = true
  })
  parser.on('opentag', ({ name, attributes }) => {
    const own = hasAttributes ? attributes : NO_ATTRIBUTES
    hasAttributes = false
    const node: OpenNode = { name, attributes: own, nodes: NO_NODES, text: '' }
    if (current.nodes === NO_NODES) current.nodes = [node]
    else current.nodes.push(node)
    open.push(node)
    current = node
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed !== undefined) closed.text = closed.text.trim()
    current = open.at(-1) ?? top
  })
  const add = (part: string): void => {
    // Between elements stand blanks alone.
    if (current.nodes === NO_NODES || part.trim() !== '') current.text += part
  }
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(text).close()
  return top.nodes[0] ?? top
}
