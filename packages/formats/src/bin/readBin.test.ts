import { describe, expect, it } from 'vitest'
import { BadInputError } from '../badInputError.ts'
import { readKittiBin, readNuscenesBin } from './readBin.ts'
import { writeKittiBin } from './writeBin.ts'

const bytesOf = (...values: readonly number[]): Uint8Array =>
  new Uint8Array(Float32Array.from(values).buffer)

describe('a headerless sweep', () => {
  it('is a view of its bytes where they are aligned, and a copy where not', () => {
    const bytes = bytesOf(1, 2, 3, 0.5)
    expect(readKittiBin(bytes, 'a.bin').sweep.points.buffer).toBe(bytes.buffer)
    const shifted = new Uint8Array(17)
    shifted.set(bytes, 1)
    const { points } = readKittiBin(shifted.subarray(1), 'a.bin').sweep
    expect([...points]).toEqual([1, 2, 3, 0.5])
  })

  it('has its rings and its intensity as a fraction in the nuScenes form', () => {
    const { sweep } = readNuscenesBin(bytesOf(1, 2, 3, 51, 7, 4, 5, 6, 255, 31), 'a.pcd.bin')
    expect([...sweep.points]).toEqual([1, 2, 3, Math.fround(0.2), 4, 5, 6, 1])
    expect([...sweep.ring!]).toEqual([7, 31])
  })

  it('says what is left over at its end, and that it is empty', () => {
    const cut = bytesOf(1, 2, 3, 0.5, 9).slice()
    const { sweep, notices } = readKittiBin(cut, 'a.bin')
    expect(sweep.points).toHaveLength(4)
    expect(notices[0]).toMatchObject({ place: { en: 'byte 16' } })
    expect(readKittiBin(new Uint8Array(0), 'a.bin').notices).toHaveLength(1)
  })

  it('is refused where it is shorter than a row', () => {
    expect(() => readKittiBin(new Uint8Array(7), 'a.bin')).toThrow(BadInputError)
  })

  it('is written as it was read', () => {
    const bytes = bytesOf(1, 2, 3, 0.5, -4, 5.25, 6, 1)
    expect(writeKittiBin(readKittiBin(bytes.slice(), 'a.bin').sweep)).toEqual(bytes)
  })
})
