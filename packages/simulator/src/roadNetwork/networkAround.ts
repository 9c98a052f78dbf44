import { movedTo, PICTURE } from './groundPicture.ts'
import type { Line, RoadNetwork } from './network.ts'
import type { Place } from './reference.ts'

/** A network in the space of a place of it; lines and surfaces that lie off the picture are left out. */
export function networkAround(network: RoadNetwork, place: Place): RoadNetwork {
  const lines = (all: readonly Line[]): readonly Line[] =>
    all.map((line) => movedTo(place, line)).filter(isNear)
  const rings = <Item extends { readonly ring: Line }>(all: readonly Item[]): readonly Item[] =>
    all
      .map((item) => ({ ...item, ring: movedTo(place, item.ring) }))
      .filter(({ ring }) => isNear(ring))
  return {
    // Their ids are their places in the lists.
    lanes: network.lanes.map((lane) => ({ ...lane, line: movedTo(place, lane.line) })),
    boundaries: network.boundaries.map((edge) => ({ ...edge, line: movedTo(place, edge.line) })),
    stopLines: lines(network.stopLines),
    crosswalks: lines(network.crosswalks),
    arrows: lines(network.arrows),
    roads: lines(network.roads),
    parkings: lines(network.parkings),
    surfaces: rings(network.surfaces),
    paints: rings(network.paints),
  }
}

function isNear(line: Line): boolean {
  let [minX, maxX] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let [minY, maxY] = [minX, maxX]
  for (const [x, y] of line) {
    minX = Math.min(minX, x)
    maxX = Math.max(maxX, x)
    minY = Math.min(minY, y)
    maxY = Math.max(maxY, y)
  }
  return maxX > -PICTURE.back && minX < PICTURE.front && maxY > -PICTURE.side && minY < PICTURE.side
}
