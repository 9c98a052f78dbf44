import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadInputError } from '../badInputError.ts'
import { decompressLzf } from './lzf.ts'
import { readPcd } from './readPcd.ts'
import { writePcd } from './writePcd.ts'

type Lines = Readonly<Record<string, string | number | null>>

/** A PCD file: the usual header with some lines changed or left out, and a body. */
function pcd(lines: Lines, body: string | Uint8Array): Uint8Array {
  const header = {
    VERSION: '0.7',
    FIELDS: 'x y z intensity',
    SIZE: '4 4 4 4',
    TYPE: 'F F F F',
    COUNT: '1 1 1 1',
    WIDTH: 2,
    HEIGHT: 1,
    VIEWPOINT: '0 0 0 1 0 0 0',
    POINTS: 2,
    DATA: 'ascii',
    ...lines,
  }
  const text = Object.entries(header)
    .flatMap(([key, value]) => (value === null ? [] : [`${key} ${value}\n`]))
    .join('')
  const head = new TextEncoder().encode(text)
  const tail = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const bytes = new Uint8Array(head.length + tail.length)
  bytes.set(head)
  bytes.set(tail, head.length)
  return bytes
}

function refusalOf(bytes: Uint8Array): BadInputError {
  try {
    readPcd(bytes, 'a.pcd')
  } catch (error) {
    if (error instanceof BadInputError) return error
    throw error
  }
  throw new Error('Expected it to be refused')
}

const floats = (...values: number[]): Uint8Array => new Uint8Array(new Float32Array(values).buffer)

describe('a PCD header', () => {
  it('may have COLUMNS for FIELDS, no COUNT, no HEIGHT, no POINTS, and a version without its zero', () => {
    const lines = { FIELDS: null, COUNT: null, HEIGHT: null, POINTS: null, VERSION: null }
    const bytes = pcd({ ...lines, WIDTH: null, DATA: null }, 'VERSION .7\nCOLUMNS x y z\n')
    const text = new TextDecoder().decode(bytes).replace(/(SIZE|TYPE|VIEWPOINT).*\n/g, '')
    const whole = `${text}SIZE 4 4 4\nTYPE F F F\nWIDTH 1\nDATA ascii\n1 2 3\n`
    const { sweep, header } = readPcd(new TextEncoder().encode(whole), 'a.pcd')
    expect(header.version).toBe('.7')
    expect([...sweep.points]).toEqual([1, 2, 3, 0])
  })

  it('is refused with its line where a number is a word', () => {
    const error = refusalOf(pcd({ WIDTH: 'many' }, '1 2 3 0\n'))
    expect(error).toMatchObject({ file: 'a.pcd', place: { en: 'line 6' }, found: { en: '"many"' } })
    expect(error.expected.en).toMatch(/whole number/)
  })

  it.each([
    ['an empty file', new Uint8Array(0), /empty file/],
    ['another file', new TextEncoder().encode('\u0089PNG\r\n'), /PNG/],
    ['one cut off', new TextEncoder().encode('# .PCD v.7\nVERSION .7\nFIEL'), /no DATA line/],
    ['fields without x, y, z', pcd({ FIELDS: 'a b c d' }, '1 2 3 4\n1 2 3 4\n'), /fields a b c d/],
    ['a type that is none', pcd({ TYPE: 'F F F X' }, '1 2 3 4\n1 2 3 4\n'), /type X of 4 bytes/],
    ['sizes of fewer fields', pcd({ SIZE: '4 4' }, '1 2 3 4\n1 2 3 4\n'), /2 values/],
    ['an encoding that is none', pcd({ DATA: 'base64' }, ''), /base64/],
  ])('is refused: %s', (_, bytes, found) => {
    expect(refusalOf(bytes).found.en).toMatch(found)
  })

  it('is refused when it declares gigabytes and a kilobyte is there', () => {
    for (const DATA of ['ascii', 'binary', 'binary_compressed']) {
      const lines = { DATA, WIDTH: 2 ** 27, POINTS: 2 ** 27 }
      const body = new Uint8Array(1024)
      // Compressed and uncompressed size.
      new DataView(body.buffer).setUint32(0, 900, true)
      new DataView(body.buffer).setUint32(4, 2 ** 31, true)
      expect(refusalOf(pcd(lines, body)).file, DATA).toBe('a.pcd')
    }
  })

  it('is refused when its LZF block would be a bomb', () => {
    const body = new Uint8Array(108)
    new DataView(body.buffer).setUint32(0, 100, true)
    new DataView(body.buffer).setUint32(4, 2 ** 30, true)
    const lines = { DATA: 'binary_compressed', WIDTH: 2 ** 26, POINTS: 2 ** 26 }
    expect(refusalOf(pcd(lines, body)).found.en).toBe('a broken LZF stream')
  })
})

describe('the points of a PCD file', () => {
  it('are none where it says so', () => {
    const { sweep, notices } = readPcd(pcd({ WIDTH: 0, POINTS: 0 }, ''), 'a.pcd')
    expect(sweep.points).toHaveLength(0)
    expect(notices).toHaveLength(1)
  })

  it('keep rows that are not a number', () => {
    const { sweep } = readPcd(pcd({}, 'nan nan nan 0\n1 2 3 0.5\n'), 'a.pcd')
    expect([...sweep.points]).toEqual([Number.NaN, Number.NaN, Number.NaN, 0, 1, 2, 3, 0.5])
  })

  it('are read with any line ends, between any white space, with no end of line at the end', () => {
    const bytes = pcd({}, '1  2\t3 0.5 \r\n\r\n 4 5 6 0.25')
    const text = new TextDecoder().decode(bytes).replace(/(?<!\r)\n/g, '\r\n')
    const commented = new TextEncoder().encode(`# a comment\r\n\r\n${text}`)
    expect(readPcd(commented, 'a.pcd').notices).toEqual([])
    expect([...readPcd(bytes, 'a.pcd').sweep.points]).toEqual([1, 2, 3, 0.5, 4, 5, 6, 0.25])
    expect([...readPcd(commented, 'a.pcd').sweep.points]).toEqual([1, 2, 3, 0.5, 4, 5, 6, 0.25])
  })

  it('are the doubles nearest to what is written, however it is', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, min: -1e30, max: 1e30 }).map(String),
      fc.double({ noNaN: true, min: -1e5, max: 1e5 }).map((value) => value.toFixed(7)),
      fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat({ max: 20 })).map(
        ([digits, decimals]) =>
          `${String(digits)
            .padStart(decimals + 1, '0')
            .slice(0, -decimals || undefined)}.${
            decimals === 0
              ? ''
              : String(digits)
                  .padStart(decimals + 1, '0')
                  .slice(-decimals)
          }`,
      ),
      fc.constantFrom('-0', '+1.5', '.5', '-.25', '5.', '1e-7', 'Infinity'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), { minLength: 1 }), (rows) => {
        const body = rows.map((row) => `${row.join(' ')} 0\n`).join('')
        const lines = { WIDTH: rows.length, POINTS: rows.length }
        const { points } = readPcd(pcd(lines, body), 'a.pcd').sweep
        rows.flat().forEach((text, at) => {
          const place = Math.floor(at / 3) * 4 + (at % 3)
          expect(points[place], text).toBe(Math.fround(Number(text)))
        })
      }),
    )
  })

  it('come with a notice of the lines that were left out', () => {
    const body = '1 2 3 0.5\nx y z w\n1 2\n4 5 6 0.25\n'
    const { sweep, notices } = readPcd(pcd({ WIDTH: 4, POINTS: 4 }, body), 'a.pcd')
    expect(sweep.points).toHaveLength(8)
    expect(notices[0]?.message.en).toMatch(
      /2 of 4 points, line 2 of the points is "x y z w"; 2 lines/,
    )
  })

  it('come with a notice where the file is cut short, and are refused where most are gone', () => {
    const lines = { DATA: 'binary', WIDTH: 3, POINTS: 3 }
    const { sweep, notices } = readPcd(pcd(lines, floats(1, 2, 3, 0, 4, 5, 6, 0, 7)), 'a.pcd')
    expect(sweep.points).toHaveLength(8)
    expect(notices[0]?.message.en).toMatch(/2 of 3 points/)
    expect(refusalOf(pcd(lines, floats(1, 2, 3, 0))).found.en).toMatch(/1 points/)
  })

  it('skip fields of several values, and padding', () => {
    const lines = { FIELDS: 'x _ y z normal intensity', SIZE: '4 1 4 4 4 1', TYPE: 'F U F F F U' }
    const body = new Uint8Array(2 * 29)
    const view = new DataView(body.buffer)
    for (const [row, at] of [0, 29].entries()) {
      view.setFloat32(at, 1 + row, true)
      view.setFloat32(at + 8, 2 + row, true)
      view.setFloat32(at + 12, 3 + row, true)
      view.setUint8(at + 28, 51)
    }
    const counts = { COUNT: '1 4 1 1 3 1', DATA: 'binary' }
    const { sweep } = readPcd(pcd({ ...lines, ...counts }, body), 'a.pcd')
    expect([...sweep.points].map((value) => Math.round(value * 10) / 10)).toEqual([
      1, 2, 3, 0.2, 2, 3, 4, 0.2,
    ])
  })

  it.each([
    ['F', 8],
    ['I', 1],
    ['I', 2],
    ['I', 4],
    ['I', 8],
    ['U', 1],
    ['U', 2],
    ['U', 4],
    ['U', 8],
  ])('may be of type %s and %i bytes', (type, size) => {
    const body = new Uint8Array(3 * size * 2)
    const view = new DataView(body.buffer)
    for (let at = 0; at < 6; at++) {
      if (type === 'F') view.setFloat64(at * size, at, true)
      else view.setUint8(at * size, at)
    }
    const line = (value: string | number): string => Array(3).fill(value).join(' ')
    const lines = { FIELDS: 'x y z', SIZE: line(size), TYPE: line(type), COUNT: line(1) }
    const { sweep } = readPcd(pcd({ ...lines, DATA: 'binary' }, body), 'a.pcd')
    expect([...sweep.points]).toEqual([0, 1, 2, 0, 3, 4, 5, 0])
  })

  it('may be negative where the type has a sign', () => {
    for (const size of [1, 2, 4, 8]) {
      const body = new Uint8Array(6 * size).fill(255)
      const line = (value: string | number): string => Array(3).fill(value).join(' ')
      const lines = { FIELDS: 'x y z', SIZE: line(size), TYPE: line('I'), COUNT: line(1) }
      const { sweep } = readPcd(pcd({ ...lines, DATA: 'binary' }, body), 'a.pcd')
      expect([...sweep.points]).toEqual([-1, -1, -1, 0, -1, -1, -1, 0])
    }
  })

  it('take the stride of the file where the header lies about it', () => {
    const points = 2000
    const body = new Uint8Array(points * 20)
    const view = new DataView(body.buffer)
    for (let row = 0; row < points; row++) view.setFloat32(row * 20, row, true)
    const lines = { DATA: 'binary', WIDTH: points, POINTS: points }
    const { sweep, notices } = readPcd(pcd(lines, body), 'a.pcd')
    expect(sweep.points[4 * 1999]).toBe(1999)
    expect(notices[0]?.message.en).toMatch(/says 16 bytes a point, the file has 20/)
  })

  it('leave out a ring or time that makes no sense, and say so', () => {
    const lines = { FIELDS: 'x y z ring', WIDTH: 2 }
    const { sweep, notices } = readPcd(pcd(lines, '1 2 3 0.5\n1 2 3 7\n'), 'a.pcd')
    expect(sweep.ring).toBeNull()
    expect(notices[0]).toMatchObject({ place: { en: 'field ring' } })
  })

  it('have their time from the first point on where it is an instant, in whatever unit', () => {
    for (const [times, unit] of [
      ['1700001000.1 1700001000.15', 's'],
      ['1700001000100000000 1700001000150000000', 'ns'],
      ['1820.1 1820.15', 's since boot'],
      ['0 50000', 'µs'],
    ]) {
      const [a, b] = times!.split(' ')
      const lines = { FIELDS: 'x y z time', SIZE: '4 4 4 8', TYPE: 'F F F F' }
      const { sweep } = readPcd(pcd(lines, `1 2 3 ${a}\n1 2 3 ${b}\n`), 'a.pcd')
      expect(sweep.timeOffset?.[0], unit).toBe(0)
      expect(sweep.timeOffset?.[1], unit).toBeCloseTo(0.05, 5)
    }
  })

  it('get their brightness from colors where there is no intensity', () => {
    const lines = { FIELDS: 'x y z rgb', TYPE: 'F F F U' }
    const { sweep } = readPcd(pcd(lines, '1 2 3 16777215\n1 2 3 0\n'), 'a.pcd')
    expect(sweep.points[3]).toBeCloseTo(1)
    expect(sweep.points[7]).toBe(0)
  })
})

describe('writing PCD', () => {
  const float = fc.float({ noNaN: true, min: -1000, max: 1000 })
  const row = fc.record({
    at: fc.tuple(float, float, float),
    intensity: fc.float({ noNaN: true, min: 0, max: 1 }),
    ring: fc.integer({ min: 0, max: 127 }),
    time: fc.float({ noNaN: true, min: 0, max: Math.fround(0.1) }),
  })

  it('is undone by reading', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 50 }), fc.boolean(), (rows, isRich) => {
        const sweep = {
          points: Float32Array.from(rows.flatMap(({ at, intensity }) => [...at, intensity])),
          ring: isRich ? Uint16Array.from(rows, ({ ring }) => ring) : null,
          timeOffset: isRich ? Float32Array.from(rows, ({ time }) => time) : null,
        }
        const { sweep: back, notices } = readPcd(writePcd(sweep), 'a.pcd')
        expect(notices).toEqual([])
        expect(back.points.map((value) => value + 0)).toEqual(
          sweep.points.map((value) => value + 0),
        )
        expect(back.ring).toEqual(sweep.ring)
      }),
    )
  })
})

describe('LZF', () => {
  it('repeats what it has just written', () => {
    // One literal "a", then a run of 5 from one byte back.
    expect(decompressLzf(Uint8Array.of(0, 97, 3 << 5, 0), 6)).toEqual(
      new TextEncoder().encode('aaaaaa'),
    )
  })

  it('is refused where it is cut, reaches back too far, or is of another length', () => {
    expect(decompressLzf(Uint8Array.of(5, 97), 6)).toBeNull()
    expect(decompressLzf(Uint8Array.of(0, 97, 3 << 5, 9), 6)).toBeNull()
    expect(decompressLzf(Uint8Array.of(0, 97, 3 << 5), 6)).toBeNull()
    expect(decompressLzf(Uint8Array.of(0, 97), 2)).toBeNull()
  })

  it('has no value where its points end before a field of theirs', () => {
    // A hundred points of 12 bytes whose header promises 2012.
    const fields = 'FIELDS x y z _ i\nSIZE 4 4 4 1 4\nTYPE F F F U F\nCOUNT 1 1 1 1996 1'
    const header = `${fields}\nWIDTH 100\nHEIGHT 1\nPOINTS 100\nDATA binary\n`
    const head = new TextEncoder().encode(header)
    const bytes = new Uint8Array(head.length + 1200)
    bytes.set(head)
    expect(readPcd(bytes, 'a.pcd').sweep.points).toHaveLength(400)
  })
})
