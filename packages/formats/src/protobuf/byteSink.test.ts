import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOfSink,
  openSink,
  putBytes,
  putDelimited,
  putLargeVarint,
  putText,
} from './byteSink.ts'
import { encodeProto, type RawField, rawFields } from './protobuf.ts'

describe('a sink of bytes', () => {
  it('writes varints of up to 64 bits as they are read', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (value) => {
        const sink = openSink()
        putBytes(sink, Uint8Array.of(8))
        putLargeVarint(sink, value)
        expect([...rawFields(bytesOfSink(sink))]).toEqual([{ field: 1, wire: 0, value }])
      }),
    )
  })

  it('writes the length of a part before it, however long the part is', () => {
    for (const length of [0, 1, 127, 128, 5000, 16_383, 16_384]) {
      const part = Uint8Array.from({ length }, (_, at) => at % 251)
      const sink = openSink()
      putBytes(sink, Uint8Array.of(10))
      putDelimited(sink, () => putBytes(sink, part))
      putBytes(sink, Uint8Array.of(16, 1))
      const fields = [...rawFields(bytesOfSink(sink))]
      expect(fields[0]?.value).toEqual(part)
      expect(fields[1]).toEqual({ field: 2, wire: 0, value: 1n })
    }
  })

  it('writes texts as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sink = openSink()
        putBytes(sink, Uint8Array.of(10))
        putText(sink, text)
        const [field] = [...rawFields(bytesOfSink(sink))] as readonly RawField[]
        expect(new TextDecoder().decode(field?.value as Uint8Array)).toBe(text)
      }),
    )
  })
})

describe('a message', () => {
  it('has fields without a name among those with one, by their numbers', () => {
    const others = [
      [3, 0, '7'],
      [1, 2, '6162'],
      [9, 5, '00000000'],
    ]
    const bytes = encodeProto({ a: 1, b: 2, '?': others }, { 2: ['a', 'int'], 4: ['b', 'int'] })
    expect(Array.from(rawFields(bytes), ({ field }) => field)).toEqual([1, 2, 3, 4, 9])
  })
})
