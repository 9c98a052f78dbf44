import type { AnnotationRecord } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { type SimulatedClip, simulateClip } from './clip.ts'
import type { FaultKind } from './faults/fault.ts'
import { SIMULATED_ONTOLOGY } from './ontology.ts'

const SMALL = { frames: 2, sensor: 'hdl32', camerasPerFrame: 1 } as const

/** A number that two different arrays hardly share (Fowler, Noll and Vo): comparing them value by value is slow. */
function hashOf(data: Float32Array | Uint8Array): number {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** Hashes of a frame's sweep and picture. */
async function read({ clip }: SimulatedClip, frame: number): Promise<readonly number[]> {
  const { sweeps, images } = clip.frames[frame]!
  const { sweep } = await sweeps[0]!.read()
  return [sweep.points.length, hashOf(sweep.points), hashOf(await images[0]!.read())]
}

describe('simulateClip', () => {
  const clip = simulateClip({ seed: 5, ...SMALL })

  it('makes the same bytes and labels of the same seed', async () => {
    const again = simulateClip({ seed: 5, ...SMALL })
    expect(await read(again, 1)).toEqual(await read(clip, 1))
    const { truth, prelabels, faults } = clip
    expect([again.truth, again.prelabels, again.faults]).toEqual([truth, prelabels, faults])
  })

  it('makes another clip of another seed', async () => {
    const other = simulateClip({ seed: 6, ...SMALL })
    const [mine, its] = [clip.clip.frames[0]!, other.clip.frames[0]!]
    const sweeps = await Promise.all([mine.sweeps[0]!.read(), its.sweeps[0]!.read()])
    expect(hashOf(sweeps[0].sweep.points)).not.toBe(hashOf(sweeps[1].sweep.points))
    expect(other.truth).not.toEqual(clip.truth)
  })

  it('reads the same whatever was read before', async () => {
    const before = await read(clip, 0)
    expect(await read(clip, 1)).not.toEqual(before)
    expect(await read(clip, 0)).toEqual(before)
  })

  it('refuses frames and cameras that there cannot be', () => {
    expect(() => simulateClip({ seed: 1, frames: 0 })).toThrow(RangeError)
    expect(() => simulateClip({ seed: 1, frames: 2.5 })).toThrow(RangeError)
    expect(() => simulateClip({ seed: 1, camerasPerFrame: 4 })).toThrow(RangeError)
  })

  it('names every category in both languages, with a color of its own', () => {
    const { categories } = SIMULATED_ONTOLOGY
    expect(categories.every(({ label }) => label.en !== '' && label.zh !== '')).toBe(true)
    expect(new Set(categories.map(({ color }) => color)).size).toBe(categories.length)
  })
})

const KINDS: Readonly<Record<FaultKind, number>> = {
  missing: 10,
  gap: 2,
  false: 3,
  sizeJump: 0.12,
  cut: 0.2,
  flip: 3,
  switch: 4,
  broken: 2,
  drift: 0.5,
  staticDrift: 0.5,
  duplicate: 0.2,
}

describe('the demo clip', () => {
  const { truth, prelabels, faults, clip } = simulateClip({ seed: 7 })
  const cuboids = (records: readonly AnnotationRecord[]) =>
    records.filter((record) => record.kind === 'cuboid')
  const isFalse = new Set(faults.flatMap((fault) => (fault.kind === 'false' ? fault.trackIds : [])))

  it('has every fault at least twice, each of a size that a person sees', () => {
    for (const [kind, least] of Object.entries(KINDS)) {
      const found = faults.filter((fault) => fault.kind === kind)
      expect(found.length, kind).toBeGreaterThan(1)
      for (const { strength } of found) expect(strength, kind).toBeGreaterThanOrEqual(least)
    }
  })

  it('has 48 frames a tenth of a second apart', () => {
    expect(clip.frames.map(({ timeUs }) => timeUs)).toEqual(
      Array.from({ length: 48 }, (_, i) => i * 100_000),
    )
  })

  it('shows every category', () => {
    const shown = new Set(truth.flatMap((record) => ('category' in record ? record.category : [])))
    expect([...shown].toSorted()).toEqual(
      SIMULATED_ONTOLOGY.categories.map(({ id }) => id).toSorted(),
    )
  })

  it('is no more than a little off where the key knows of no fault', () => {
    const faulty = new Set(faults.flatMap(({ trackIds }) => trackIds as readonly string[]))
    const truthById = new Map(cuboids(truth).map((cuboid) => [cuboid.id as string, cuboid]))
    const clean = cuboids(prelabels).filter(({ trackId }) => !faulty.has(trackId))
    expect(clean.length).toBeGreaterThan(500)
    for (const { id, center, extent } of clean) {
      const real = truthById.get(id.replace('model-', 'truth-'))!
      expect(Math.hypot(...center.map((value, i) => value - real.center[i]!))).toBeLessThan(0.45)
      extent.forEach((value, i) => {
        expect(Math.abs(value / real.extent[i]! - 1)).toBeLessThan(0.08)
      })
    }
  })

  it('scores what is not there below what is', () => {
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
    const scores = (wanted: boolean) =>
      cuboids(prelabels)
        .filter(({ trackId }) => isFalse.has(trackId) === wanted)
        .map(({ score }) => score!)
    expect(mean(scores(true))).toBeLessThan(mean(scores(false)) - 0.2)
  })
})
