import { between, createRandom, normal, type Random } from '../random.ts'
import { blemish } from './blemishes.ts'
import { type Drive, randomDrive } from './drive.ts'
import { type GroundCamera, randomCamera, type SeeGround, seeGround } from './groundCamera.ts'
import { groundPicture, movedTo } from './groundPicture.ts'
import { heightAt, heightsOf, randomLook, randomRelief } from './groundScene.ts'
import { type GroundSensor, randomSensor } from './groundSensor.ts'
import { type GroundScene, groundSweep } from './groundSweep.ts'
import type { Line, Point, RoadNetwork } from './network.ts'
import { networkAround } from './networkAround.ts'
import { type Occluder, shadowOf } from './occluder.ts'
import { randomNetwork } from './randomNetwork.ts'
import type { Place } from './reference.ts'
import { occluderAt, standingOccluders, type Traveller, travellers } from './standIns.ts'
import { indexOf } from './walk.ts'

/** A turn of the lidar, and what cameras saw of the ground meanwhile. */
export type GroundMoment = {
  /** The ego in the network's space, on the road at height `z`. */
  readonly ego: Place
  readonly z: number
  /** N × 4 rows of x, y, z, intensity of the ground in ego space, x forward along the heading, z up. */
  readonly points: Float32Array
  /** What cameras see at a place of the network's space; `null` where there are none or they did not look. */
  readonly see: SeeGround | null
}

/** A drive through a network at random, as far as its ground is concerned. */
export type GroundRecording = {
  /** In the space of the place that the window is seen from: the ego is at its origin, heading along x. */
  readonly network: RoadNetwork
  /** The ground's moments, each made when its turn comes. */
  readonly moments: () => Generator<GroundMoment>
  /** The ego's way and those of tracked vehicles, as labels have them. */
  readonly paths: readonly Line[]
  /** Middles of roads as a standard map has them: moved, turned, with gaps; empty where there is no map. */
  readonly map: readonly Line[]
}

/** Rays of all turns together, at most about. */
const MOST_RAYS = 450_000
/** How often there are few turns. */
const FEW = 0.2

/** The recording of a seed; `null` for the few whose network has no way to drive. */
export function groundRecording(seed: number): GroundRecording | null {
  const random = createRandom(seed)
  const plan = randomNetwork(seed)
  const drive = randomDrive(random, plan, indexOf(plan))
  const here = drive?.places[drive.here]
  if (drive === null || here === undefined) return null
  const network = networkAround(plan, here)
  const picture = groundPicture(network)
  blemish(random, network, picture)
  const look = randomLook(random)
  const scene = { picture, look, heights: heightsOf(randomRelief(random)) }
  const index = indexOf(network)
  const traffic = travellers(random, network, index)
  const places = drive.places.map((place) => placeIn(here, place))
  const turns = turnsOf(random, { places, here: drive.here })
  const outfit: Outfit = {
    scene,
    turns,
    sensor: randomSensor(random, MOST_RAYS / turns.length),
    camera: randomCamera(random),
    standing: standingOccluders(random, network, picture),
    traffic,
  }
  return {
    network,
    moments: () => momentsOf(outfit, seed),
    paths: pathsOf(random, places, traffic),
    map: standardMap(random, network.roads),
  }
}

type Outfit = {
  readonly scene: GroundScene
  readonly turns: readonly Place[]
  readonly sensor: GroundSensor
  readonly camera: GroundCamera | null
  readonly standing: readonly Occluder[]
  readonly traffic: readonly Traveller[]
}

function placeIn(origin: Place, { x, y, heading }: Place): Place {
  const [moved] = movedTo(origin, [[x, y]])
  return { x: moved![0], y: moved![1], heading: heading - origin.heading }
}

/** The places of the drive at which the sensor turned: many, seldom few. */
function turnsOf(random: Random, { places, here }: Drive): readonly Place[] {
  const count =
    random() < FEW ? Math.ceil(between(random, 0.5, 6)) : Math.round(between(random, 15, 50))
  if (count < 7) return places.slice(here, here + count)
  return Array.from({ length: count }, (_, turn) => {
    return places[Math.floor((turn / count) * places.length)]!
  })
}

function* momentsOf(outfit: Outfit, seed: number): Generator<GroundMoment> {
  const { scene, turns, sensor, camera, standing, traffic } = outfit
  for (const [turn, ego] of turns.entries()) {
    const moving = traffic
      .map((traveller) => occluderAt(traveller, turn))
      .filter((box) => box !== null)
    const at = {
      x: ego.x + sensor.ahead * Math.cos(ego.heading),
      y: ego.y + sensor.ahead * Math.sin(ego.heading),
      height: sensor.height,
    }
    const shadow = shadowOf([...standing, ...moving], at)
    const points = groundSweep(scene, { sensor, ego, shadow, seed: seed + turn * 7919 })
    // A look at the ground every few meters is enough.
    const isLook = camera !== null && turn % Math.ceil(turns.length / 7) === 0
    yield {
      ego,
      z: heightAt(scene.heights, ego.x, ego.y),
      points,
      see: isLook ? seeGround(scene, camera, { ego, shadow }) : null,
    }
  }
}

/** Ways of the ego and of those vehicles that were tracked, each place a little off. */
function pathsOf(
  random: Random,
  ego: readonly Place[],
  traffic: readonly Traveller[],
): readonly Line[] {
  const tracked = random() < 0.2 ? [] : traffic.filter(({ speed }) => speed > 0)
  const shaken = ({ places }: Pick<Traveller, 'places'>): Line => {
    const noise = between(random, 0, 0.12)
    return places
      .filter((_, index) => index % 2 === 0)
      .map(({ x, y }): Point => [x + noise * normal(random), y + noise * normal(random)])
  }
  return [ego.map(({ x, y }): Point => [x, y]), ...tracked.map(shaken)]
}

/** A standard map of roads: off by up to 3 m and 3°, three in ten roads missing, half the time none at all. */
function standardMap(random: Random, roads: readonly Line[]): readonly Line[] {
  if (random() < 0.5) return []
  const turn = (between(random, -3, 3) * Math.PI) / 180
  const off = { x: between(random, -3, 3), y: between(random, -3, 3), heading: turn }
  return roads.filter(() => random() >= 0.3).map((line) => movedTo(off, line))
}
