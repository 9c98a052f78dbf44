import { between, createRandom, normal, type Random } from '../random.ts'
import { blemish } from './blemishes.ts'
import { type Drive, randomDrive } from './drive.ts'
import { type GroundCamera, randomCamera, type SeeGround, seeGround } from './groundCamera.ts'
import { groundPicture, movedTo } from './groundPicture.ts'
import { heightAt, heightsOf, randomLook, randomRelief } from './groundScene.ts'
import { type GroundSensor, randomSensor } from './groundSensor.ts'
import { type GroundScene, groundSweep, roomOf } from './groundSweep.ts'
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
  /**
   * N × 4 rows of x, y, z, intensity of the ground in ego space, x forward along the heading, z up; until
   * the next moment is asked for.
   */
  readonly points: Float32Array
  /** What cameras see at a place of the network's space; `null` where there are none or they did not look. */
  readonly see: SeeGround | null
}

/** A drive through a network at random, as far as its ground is concerned. */
export type GroundRecording = {
  /** In the space of the place that the window is seen from: the ego is at its origin, heading along x. */
  readonly network: RoadNetwork
  /** The ground's moments, those nearest to the window's place first; each made when it is asked for. */
  readonly moments: () => Generator<GroundMoment>
  /** How many they are. */
  readonly count: number
  /** The ego's way and those of tracked vehicles, as labels have them. */
  readonly paths: readonly Line[]
  /**
   * Middles of roads as a standard map has them: moved, turned, with gaps; empty where there is no map.
   * Another one for each number.
   */
  readonly mapOf: (edition: number) => readonly Line[]
}

/** Rays of all turns together, at most about: from few to many. */
const RAYS = [150_000, 450_000] as const
/** How often there are few turns. */
const FEW = 0.3
/** How often there is no standard map, and how often a road is missing on one. */
const UNMAPPED = 0.4
const MISSING = 0.15

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
    sensor: randomSensor(random, between(random, ...RAYS) / turns.length),
    camera: randomCamera(random),
    standing: standingOccluders(random, network, picture),
    traffic,
  }
  return {
    network,
    moments: () => momentsOf(outfit, seed),
    count: turns.length,
    paths: pathsOf(random, places, traffic),
    mapOf: (edition) => standardMap(createRandom(seed * 31 + edition), network.roads),
  }
}

type Outfit = {
  readonly scene: GroundScene
  readonly turns: readonly Turn[]
  readonly sensor: GroundSensor
  readonly camera: GroundCamera | null
  readonly standing: readonly Occluder[]
  readonly traffic: readonly Traveller[]
}

function placeIn(origin: Place, { x, y, heading }: Place): Place {
  const [moved] = movedTo(origin, [[x, y]])
  return { x: moved![0], y: moved![1], heading: heading - origin.heading }
}

/** Where the ego is at a turn of the sensor; turns are numbered in the order they were driven. */
type Turn = { readonly ego: Place; readonly turn: number }

/** The turns of the sensor along the drive, the nearest to its middle first: many, seldom few. */
function turnsOf(random: Random, { places, here }: Drive): readonly Turn[] {
  const count =
    random() < FEW ? Math.ceil(between(random, 0.5, 6)) : Math.round(between(random, 15, 50))
  if (count < 7) return places.slice(here, here + count).map((ego, turn) => ({ ego, turn }))
  const placeOf = (turn: number): number => Math.floor((turn / count) * places.length)
  return Array.from({ length: count }, (_, turn) => ({
    ego: places[placeOf(turn)]!,
    turn,
  })).toSorted((a, b) => Math.abs(placeOf(a.turn) - here) - Math.abs(placeOf(b.turn) - here))
}

function* momentsOf(outfit: Outfit, seed: number): Generator<GroundMoment> {
  const { scene, turns, sensor, camera, standing, traffic } = outfit
  const room = roomOf(sensor)
  for (const { ego, turn } of turns) {
    const moving = traffic
      .map((traveller) => occluderAt(traveller, turn))
      .filter((box) => box !== null)
    const at = {
      x: ego.x + sensor.ahead * Math.cos(ego.heading),
      y: ego.y + sensor.ahead * Math.sin(ego.heading),
      height: sensor.height,
    }
    const shadow = shadowOf([...standing, ...moving], at)
    const points = groundSweep(scene, { sensor, ego, shadow, seed: seed + turn * 7919 }, room)
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

/** A standard map of roads as surveys have them: off by a few meters and a degree, some roads missing. */
function standardMap(random: Random, roads: readonly Line[]): readonly Line[] {
  if (random() < UNMAPPED) return []
  const turn = (between(random, -1.5, 1.5) * Math.PI) / 180
  const off = { x: between(random, -2.5, 2.5), y: between(random, -2.5, 2.5), heading: turn }
  return roads.filter(() => random() >= MISSING).map((line) => movedTo(off, line))
}
