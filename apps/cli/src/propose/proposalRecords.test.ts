import { ontologyFor } from '@trueline/annotation'
import { fromYaw } from '@trueline/geometry'
import type { ClipTrack } from '@trueline/perception'
import { expect, it } from 'vitest'
import { proposalRecords } from './proposalRecords.ts'

function found(category: string, score: number): ClipTrack {
  const cuboid = { center: [9, 2, 1], extent: [4, 2, 2], rotation: fromYaw(0) } as const
  const why = { framesSeen: 1, pointCount: 50, score, isFilled: false }
  const cuboids = [{ frame: 0, cuboid, why }]
  return { id: category, category, score, extent: cuboid.extent, isStatic: null, cuboids }
}

it('proposals have the ontology’s word for what they are, and ours where it has none for the same', () => {
  const ontology = ontologyFor(['Van', 'REGULAR_VEHICLE'])
  const records = proposalRecords([found('truck', 0.4), found('car', 0.9)], ontology)
  const categories = records.flatMap((one) => (one.kind === 'track' ? [one.category] : []))
  expect(categories).toEqual(['REGULAR_VEHICLE', 'truck'])
})
