import { IDENTITY_POSE } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import { createStandardMapService } from './standardMap.service.ts'

const bare = testClip(2)
const clip = {
  ...bare,
  frames: bare.frames.map((frame) => ({ ...frame, worldFromEgo: IDENTITY_POSE })),
}
const fileOf = (name: string, text: string): File => new File([text], name)
const road = {
  ...{ type: 'Feature', properties: { highway: 'residential' } },
  geometry: {
    type: 'LineString',
    coordinates: [
      [-300, 5],
      [300, 5],
    ],
  },
}

describe('a standard map that is chosen', () => {
  const service = createStandardMapService()

  it('gives its roads around the drive', async () => {
    const text = JSON.stringify({ type: 'FeatureCollection', features: [road] })
    const { map, refusal } = await service.read(fileOf('roads.geojson', text), clip)
    expect(refusal).toBeNull()
    expect(map!.roads).toHaveLength(1)
  })

  it('is refused where it is none, saying what was found', async () => {
    for (const [name, text] of [
      ['roads.geojson', '{"type": "FeatureCollection", "features": []}'],
      ['roads.osm', '<osm><way'],
      ['notes.json', 'left at the church'],
    ] as const) {
      const { map, refusal } = await service.read(fileOf(name, text), clip)
      expect(map).toBeNull()
      expect(refusal!.file).toBe(name)
      expect(refusal!.expected.en).not.toBe('')
    }
  })
})
