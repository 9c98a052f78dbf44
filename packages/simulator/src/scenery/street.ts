import { meshOf, type Polygon, placed } from '../bodies/mesh.ts'
import type { MaterialName } from '../materials.ts'
import { between, pick, type Random, wholeBetween } from '../random.ts'
import type { Thing } from '../raster/thing.ts'
import { CROSS_SECTION, isOpening, liftAt, type RoadPlan } from '../road/plan.ts'
import { roadChunks } from '../road/surface.ts'
import { buildingPolygons } from './building.ts'
import {
  type Fixture,
  fixturesOfSign,
  LAMP_FIXTURES,
  LIGHT_FIXTURES,
  quarterTurned,
} from './fixtures.ts'
import {
  bench,
  bollard,
  busShelter,
  cabinet,
  fence,
  gardenWall,
  litterBin,
  roadSign,
  type SignKind,
  streetLamp,
  trafficLight,
  wheelieBin,
} from './furniture.ts'
import { bush, hedge, type Plant, tree } from './tree.ts'

type Side = 1 | -1

const WALLS: readonly MaterialName[] = [
  'plasterCream',
  'plasterWhite',
  'plasterRose',
  'plasterBlue',
  'plasterGreen',
  'plasterOchre',
  'brickRed',
  'brickBrown',
  'brickRed',
]
const LEAVES: readonly MaterialName[] = ['leaf', 'leafDark', 'leafYellow', 'leaf']

/** Where something is put on the road's plan; `lure` names what a model may see in it, `fixtures` what a map tells of it. */
type Spot = {
  s: number
  side: Side
  across: number
  lure?: LureKind
  fixtures?: readonly Fixture[]
}

/** Puts things on the road's plan, looking at it, and remembers them. */
type Placer = (at: Spot, what: Plant | readonly Polygon[]) => void

type LureKind = 'bush' | 'pole' | 'bin'

/** Scenery that a detector may take for a road user. */
export type Lure = { readonly kind: LureKind; readonly place: Thing['place'] }

/** A part of the scenery that a map tells of, where it stands. */
export type StandingFixture = { readonly fixture: Fixture; readonly place: Thing['place'] }

/** A street's scenery. */
export type StreetScenery = {
  readonly things: readonly Thing[]
  readonly lures: readonly Lure[]
  readonly fixtures: readonly StandingFixture[]
}

/** Everything of a street that never moves: ground, houses, plants, furniture. */
export function streetScenery(plan: RoadPlan, random: Random): StreetScenery {
  const lures: Lure[] = []
  const fixtures: StandingFixture[] = []
  const things: Thing[] = [
    groundBelow(plan),
    ...roadChunks(plan).map((chunk) => ({
      mesh: chunk.mesh,
      foliage: [],
      place: { point: [0, 0, 0] as const, yaw: 0 },
      chunk,
      objectIndex: -1,
    })),
  ]
  const place: Placer = ({ s, side, across, lure, fixtures: told = [] }, what) => {
    const d = side * across
    const plant = 'mesh' in what ? what : { mesh: meshOf(what), foliage: [] }
    const standing = {
      point: plan.line.pointAt({ s, d, up: liftAt(plan, { s, d }) }),
      // Scenery is drawn looking along -x: away from its lot, at the road.
      yaw: plan.line.headingAt(s) + (side * Math.PI) / 2,
    }
    things.push({ ...plant, place: standing, chunk: null, objectIndex: -1 })
    if (lure !== undefined) lures.push({ kind: lure, place: standing })
    for (const fixture of told) fixtures.push({ fixture, place: standing })
  }
  for (const side of [1, -1] as const) {
    const { line } = plan
    for (let s = line.from + 6; s < line.to - 6; ) s = placeLot({ plan, random, place }, s, side)
    for (let s = line.from + 4; s < line.to - 4; s += between(random, 5, 8)) {
      placeFurniture({ plan, random, place }, s, side)
    }
  }
  placeSigns(plan, random, place)
  placeSideStreets(plan, random, things)
  return { things, lures, fixtures }
}

type Street = { readonly plan: RoadPlan; readonly random: Random; readonly place: Placer }

/** Puts one lot at `s` and returns where the next begins. */
function placeLot({ plan, random, place }: Street, s: number, side: Side): number {
  const width = wholeBetween(random, 8, 15)
  const setback = random() < 0.45 ? 0.3 : between(random, 2.5, 4.5)
  const bend = plan.line.curvatureAt(s + width / 2) * side
  // On a bend's inside the same front takes more of the road's length, and its ends come forward.
  const stretch = 1 / Math.max(0.35, 1 - bend * (CROSS_SECTION.lot + setback))
  const along = (width + (setback > 1 ? 1.2 : 0)) * stretch
  const middle = s + along / 2
  const isBlocked = [0, 0.25, 0.5, 0.75, 1].some((part) =>
    isOpening(plan, { s: s + along * part, side }, 1.5),
  )
  if (isBlocked) return s + 2
  const sag = Math.max(0, bend) * width * width * 0.2
  const front = CROSS_SECTION.lot + setback + sag
  const hasHouse = random() < 0.87
  if (hasHouse) {
    const look = {
      width,
      depth: between(random, 8, 11),
      storeys: wholeBetween(random, 2, setback < 1 ? 5 : 3),
      wall: pick(random, WALLS),
      roof: random() < 0.55 ? ('gable' as const) : ('flat' as const),
      hasShop: setback < 1 && random() < 0.5,
      door: wholeBetween(random, 0, 4),
    }
    place({ s: middle, side, across: front }, buildingPolygons(look))
  } else {
    for (let i = 0; i < 4; i++) {
      const at = s + along * (0.15 + 0.22 * i)
      place(
        { s: at, side, across: front + between(random, 1.5, 8) },
        random() < 0.5 ? tree(random, pick(random, LEAVES)) : bush(random),
      )
    }
  }
  if (setback > 1 || !hasHouse)
    placeBoundary({ plan, random, place }, { s: middle, side, width: width - 1.4 })
  return s + along
}

/** What stands between a garden and the pavement, with a gap for the path, and a bush behind. */
function placeBoundary(
  { random, place }: Street,
  lot: { s: number; side: Side; width: number },
): void {
  const { s, side, width } = lot
  const across = CROSS_SECTION.lot + 0.35
  const kind = random()
  const part = width * 0.42
  for (const end of [-1, 1]) {
    const at = { s: s + end * width * 0.28, side, across }
    if (kind < 0.45) place(at, hedge(random, part))
    else if (kind < 0.75) place(at, fence(part, random() < 0.5 ? 'plasterWhite' : 'wood'))
    else place(at, gardenWall(part))
  }
  if (random() < 0.7)
    place({ s: s + between(random, -3, 3), side, across: across + 1.3, lure: 'bush' }, bush(random))
}

function placeFurniture({ plan, random, place }: Street, s: number, side: Side): void {
  if (isOpening(plan, { s, side }, 2.5)) return
  const isByCrosswalk = plan.crosswalks.some((center) => Math.abs(center - s) < 4.5)
  const across = CROSS_SECTION.kerb + 0.55
  const at = { s, side, across }
  const kind = random()
  if (isByCrosswalk) {
    if (kind < 0.5) place({ ...at, across: CROSS_SECTION.kerb + 0.35 }, bollard())
    return
  }
  if (kind < 0.38) place(at, tree(random, pick(random, LEAVES)))
  else if (kind < 0.58) {
    place({ ...at, lure: 'pole', fixtures: LAMP_FIXTURES }, streetLamp())
  } else if (kind < 0.66) place({ ...at, lure: 'bin' }, litterBin())
  else if (kind < 0.72) place(at, bench())
  else if (kind < 0.78) place(at, cabinet())
  else if (kind < 0.88) {
    place(
      { ...at, across: CROSS_SECTION.lot - 0.25, lure: 'bin' },
      wheelieBin(pick(random, ['paintGreen', 'paintGrey', 'paintBlue'] as const)),
    )
  } else if (kind < 0.9) place({ ...at, across: CROSS_SECTION.kerb + 0.95 }, busShelter())
}

/** Signs and lights look against the traffic of their side, so they are turned from the road. */
function placeSigns(plan: RoadPlan, random: Random, place: Placer): void {
  // A quarter turn: from facing the road to facing who comes along it on this side.
  const turned = (polygons: readonly Polygon[]): Polygon[] =>
    placed(polygons, { at: [0, 0, 0], yaw: Math.PI / 2 })
  const lightFixtures = LIGHT_FIXTURES.map(quarterTurned)
  const signFixtures = (kind: SignKind): readonly Fixture[] =>
    fixturesOfSign(kind).map(quarterTurned)
  const across = CROSS_SECTION.kerb + 0.4
  for (const center of plan.crosswalks) {
    for (const side of [1, -1] as const) {
      const before = center + side * 2.6
      place(
        { s: before, side, across, fixtures: lightFixtures },
        turned(trafficLight(random() < 0.7 ? 'green' : 'red')),
      )
      place(
        { s: before + side * 22, side, across, fixtures: signFixtures('crossing') },
        turned(roadSign('crossing')),
      )
    }
  }
  const kinds: readonly SignKind[] = ['speed', 'parking', 'giveWay', 'parking']
  for (let s = plan.line.from + 15; s < plan.line.to - 10; s += between(random, 26, 40)) {
    const side: Side = random() < 0.5 ? 1 : -1
    if (isOpening(plan, { s, side }, 2)) continue
    const kind = pick(random, kinds)
    place({ s, side, across, fixtures: signFixtures(kind) }, turned(roadSign(kind)))
  }
}

/** Houses that close the view down each side street, and hedges along it. */
function placeSideStreets(plan: RoadPlan, random: Random, things: Thing[]): void {
  for (const { s, side } of plan.sideStreets) {
    const end = buildingPolygons({
      width: 16,
      depth: 9,
      storeys: 4,
      wall: pick(random, WALLS),
      roof: 'gable',
      hasShop: false,
      door: 2,
    })
    things.push({
      mesh: meshOf(end),
      foliage: [],
      place: {
        point: plan.line.pointAt({ s, d: side * 46 }),
        yaw: plan.line.headingAt(s) + (side * Math.PI) / 2,
      },
      chunk: null,
      objectIndex: -1,
    })
  }
}

/** A meadow under everything, for the gaps between the lots. */
function groundBelow({ line }: RoadPlan): Thing {
  const far = line.to - line.from + 200
  const corner = (x: number, y: number) => [x, y, -0.25] as const
  const polygon: Polygon = {
    corners: [corner(-far, -far), corner(far, -far), corner(far, far), corner(-far, far)],
    material: 'grass',
  }
  return {
    mesh: meshOf([polygon]),
    foliage: [],
    place: { point: [0, 0, 0], yaw: 0 },
    chunk: null,
    objectIndex: -1,
  }
}
