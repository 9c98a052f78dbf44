import { describe, expect, it } from 'vitest'
import { BadInputError } from '../badInputError.ts'
import { parseXml } from './parseXml.ts'

const parsed = (text: string) => parseXml(text, 'a.xml')

describe('an XML text', () => {
  it('is a tree of elements with their attributes and what stands between their tags', () => {
    const root = parsed('<?xml version="1.0"?>\n<a x="1"><b> one </b><!-- no --><b y="2"/>two</a>')
    expect(root.name).toBe('a')
    expect({ ...root.attributes }).toEqual({ x: '1' })
    expect(root.text).toBe('two')
    expect(root.nodes.map(({ name, text }) => [name, text])).toEqual([
      ['b', 'one'],
      ['b', ''],
    ])
  })

  it('has the five entities of XML and numbers resolved, and all others as they are', () => {
    const hostile = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY y "&x;&x;">]>\n'
    const root = parsed(`${hostile}<a t="&lt;&amp;&#65;&y;">&gt;&#x42;&y;<![CDATA[&lt;]]></a>`)
    expect(root.attributes.t).toBe('<&A&y;')
    expect(root.text).toBe('>B&y;&lt;')
  })

  it.each([
    ['<a>\n<b>\n</a>', 3],
    ['<a>\n</a>\n<b/>', 3],
    ['<a x=1/>', 1],
    ['<a>\n&</a>', 2],
    ['<a>\n<b x="1<2"/></a>', 2],
    ['', 1],
    ['no XML', 1],
  ])('%j is refused with its line', (text, line) => {
    try {
      parsed(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(BadInputError)
      expect(error).toMatchObject({ file: 'a.xml', place: { en: `line ${line}` } })
      expect((error as BadInputError).found.en).not.toMatch(/\d+:\d+/)
    }
  })

  it('keeps control characters where they stand', () => {
    const root = parsed('<a x="1\u00012">3\u0000</a>')
    expect(root.attributes.x).toBe('1\u00012')
    expect(root.text).toBe('3\u0000')
  })

  it('may nest as deep as it likes', () => {
    const deep = 20_000
    let node = parsed('<a>'.repeat(deep) + '</a>'.repeat(deep))
    let levels = 1
    for (; node.nodes[0] !== undefined; node = node.nodes[0]) levels += 1
    expect(levels).toBe(deep)
  })
})
