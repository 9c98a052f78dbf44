import { type Clip, type Message, verbatim } from '@trueline/annotation'
import { mapTexts } from './mapTexts.ts'
import {
  type Degrees,
  localProjection,
  type Projection,
  projectionOfClip,
  utmProjection,
} from './projection.ts'

/** A map further away from a drive than this was not laid flat as the drive was. */
const NEAR = 2000

/** How degrees are laid flat, and why so. */
export type Placing = { readonly projection: Projection; readonly message: Message }

/**
 * How a map's degrees are laid flat: as the clip's positions are that it is laid on; where the clip
 * does not say, as the map then lies nearest to its drive; about the map's own first place where there
 * is no clip or none of these comes near.
 *
 * @param places Some of the map's places, the first of them its first.
 */
export function placingOf(places: readonly Degrees[], onto: Clip | null): Placing {
  const first = places[0] ?? { latitude: 0, longitude: 0 }
  const local = localProjection(first)
  const alone = { projection: local, message: mapTexts.local({ place: told(first) }) }
  if (onto === null) return alone
  const own = projectionOfClip(onto)
  if (own !== null) {
    return { projection: own, message: mapTexts.asClip({ projection: own.definition }) }
  }
  const [nearest] = candidates(first)
    .map(({ name, projection }) => ({ name, projection, away: away(projection, places, onto) }))
    .toSorted((a, b) => a.away - b.away)
  if (nearest === undefined || nearest.away > NEAR) return alone
  const { name: projection, away: meters } = nearest
  return {
    projection: nearest.projection,
    message: mapTexts.tried({ projection, meters: Math.round(meters) }),
  }
}

function told({ latitude, longitude }: Degrees): Message {
  return verbatim(`${latitude.toFixed(6)}°, ${longitude.toFixed(6)}°`)
}

/** The flat maps that drives are commonly in. */
function candidates(place: Degrees): readonly { name: string; projection: Projection }[] {
  const utm = utmProjection(place)
  const [east, north] = utm.metersOf(place)
  const square = (meters: number): number => -Math.floor(meters / 100_000) * 100_000
  return [
    { name: 'UTM', projection: utm },
    { name: 'MGRS', projection: utmProjection(place, [square(east), square(north)]) },
  ]
}

/** Meters between a drive and the nearest of some places. */
function away(projection: Projection, places: readonly Degrees[], clip: Clip): number {
  const [originX, originY] = clip.worldOrigin
  const step = Math.ceil(clip.frames.length / 100)
  const drive = clip.frames
    .filter((_, index) => index % step === 0)
    .map(({ worldFromEgo }) => worldFromEgo?.translation ?? ([0, 0, 0] as const))
  let nearest = Number.POSITIVE_INFINITY
  for (const place of places) {
    const [x, y] = projection.metersOf(place)
    for (const [ahead, aside] of drive) {
      nearest = Math.min(nearest, Math.hypot(x - originX - ahead, y - originY - aside))
    }
  }
  return nearest
}
