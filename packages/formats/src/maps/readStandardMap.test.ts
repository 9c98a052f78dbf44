import { type Clip, clipId } from '@trueline/annotation'
import { fromYaw, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { memoryTree } from '../testing/memoryTree.ts'
import { geodeticExtras, utmProjection } from './projection.ts'
import { readStandardMap } from './readStandardMap.ts'

const PLACE = { latitude: 48.1, longitude: 11.5 }
const projection = utmProjection(PLACE)
const [east, north] = projection.metersOf(PLACE)

/** A drive of 100 m to the east, 500 m above the sea, whose world begins where it does. */
const clip: Clip = {
  ...{ id: clipId('clip'), name: 'clip', sensors: [], format: 'x' },
  frames: [0, 50, 100].map((x) => ({
    ...{ name: String(x), timeUs: null, sweeps: [], images: [], extras: {} },
    worldFromEgo: { translation: [x, 0, x / 100] as Vec3, rotation: fromYaw(0) },
  })),
  ontology: { categories: [], attributes: [] },
  worldOrigin: [east, north, 500],
  extras: geodeticExtras(projection.definition),
}

/** Ways of OpenStreetMap through places some meters from the drive's start. */
function osm(ways: Readonly<Record<string, readonly Vec3[]>>, highway = 'residential'): string {
  let id = 0
  const nodes: string[] = []
  const written = Object.values(ways).map((points) => {
    const refs = points.map(([x, y]) => {
      const { latitude, longitude } = projection.degreesOf([east + x, north + y])
      nodes.push(`<node id="${++id}" lat="${latitude}" lon="${longitude}"/>`)
      return `<nd ref="${id}"/>`
    })
    return `<way id="${1000 + id}">${refs.join('')}<tag k="highway" v="${highway}"/></way>`
  })
  return `<osm version="0.6">${nodes.join('')}${written.join('')}</osm>`
}

const geojsonOf = (features: readonly object[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features })

describe('a standard map', () => {
  it('is its roads around the drive, at the height of the drive, cut where they lead away', async () => {
    const through: readonly Vec3[] = [
      [-900, 0, 0],
      [-500, 0, 0],
      [-10, 0, 0],
      [100, 2, 0],
      [900, 2, 0],
      [1500, 2, 0],
    ]
    const away: readonly Vec3[] = [
      [0, 700, 0],
      [100, 700, 0],
    ]
    const tree = memoryTree({ 'city.osm': osm({ through, away }) })
    const { roads, refused } = await readStandardMap(tree, { onto: clip, name: 'city' })
    expect(refused).toEqual([])
    expect(roads).toHaveLength(1)
    expect(roads[0]!.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual([
      [-500, 0],
      [-10, 0],
      [100, 2],
      [900, 2],
    ])
    expect(roads[0]!.map(([, , z]) => z)).toEqual([0, 0, 1, 1])
  })

  it('is of lanes that are driven on where a map has lanes alone', async () => {
    const lane = (kind: string, y: number): object => {
      const coordinates = [0, 60].map((x) => {
        const { latitude, longitude } = projection.degreesOf([east + x, north + y])
        return [longitude, latitude]
      })
      const properties = { kind: 'lane', lane_kind: kind }
      return {
        type: 'Feature',
        id: kind,
        properties,
        geometry: { type: 'LineString', coordinates },
      }
    }
    const tree = memoryTree({ 'map.geojson': geojsonOf([lane('driving', 0), lane('walking', 5)]) })
    const { roads } = await readStandardMap(tree, { onto: clip, name: 'map' })
    expect(roads).toHaveLength(1)
    expect(roads[0]![1]![0]).toBeCloseTo(60, 1)
  })

  it('is refused where no road is near, or none at all, saying what was found', async () => {
    const read = (contents: Readonly<Record<string, string>>) =>
      readStandardMap(memoryTree(contents), { onto: clip, name: 'map' })
    const far: readonly Vec3[] = [
      [600, 600, 0],
      [700, 600, 0],
    ]
    await expect(read({ 'city.osm': osm({ far }) })).rejects.toThrow(
      'city.osm: found roads, 1 in all, but none within 150 m of the drive',
    )
    const path: readonly Vec3[] = [
      [0, 0, 0],
      [9, 0, 0],
    ]
    await expect(read({ 'city.osm': osm({ path }, 'footway') })).rejects.toThrow(
      'city.osm: found no middles of roads and no lanes',
    )
    await expect(read({ 'notes.txt': 'left at the church' })).rejects.toThrow(
      'notes.txt: found no such map',
    )
  })
})
