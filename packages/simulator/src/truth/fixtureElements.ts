import { type MapElement, mapElementId } from '@trueline/annotation'
import { type Cuboid, fromYaw, invert, transformCuboid } from '@trueline/geometry'
import { type Recording, streetFromEgoOf } from '../recording.ts'
import type { StandingFixture } from '../scenery/street.ts'

/** Fewer points than this, over all frames, nobody would tell for what it is. */
const SEEN_POINTS = 20

/** A fixture where it stands, in the street's space. */
export function cuboidInStreet({ fixture, place }: StandingFixture): Cuboid {
  return transformCuboid({ translation: place.point, rotation: fromYaw(place.yaw) }, fixture.cuboid)
}

/** The poles, signs and traffic lights that were seen, in world space; `points` are those of all frames on each. */
export function fixtureElements(
  { scene }: Recording,
  points: readonly number[],
): readonly MapElement[] {
  const worldFromStreet = invert(streetFromEgoOf(scene, 0))
  return scene.scenery.fixtures.flatMap((standing, index): readonly MapElement[] => {
    if (points[index]! < SEEN_POINTS) return []
    const cuboid = transformCuboid(worldFromStreet, cuboidInStreet(standing))
    return [
      {
        kind: 'mapElement',
        id: mapElementId(`truth-fixture-${index + 1}`),
        elementKind: standing.fixture.kind,
        shape: { kind: 'box', cuboid },
        marks: [],
        attributes: {},
        provenance: 'human',
        state: 'final',
        score: null,
        extras: {},
      },
    ]
  })
}
