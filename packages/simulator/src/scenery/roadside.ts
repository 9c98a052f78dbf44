import type { Vec3 } from '@trueline/geometry'
import { type Polygon, placed } from '../bodies/mesh.ts'
import { boxOf, circle, loft, panelX, panelY, type Ring, tube } from '../bodies/shapes.ts'
import type { MaterialName } from '../materials.ts'
import { between, pick, type Random, wholeBetween } from '../random.ts'

/** An upright round thing from `z0` to `z1`. */
function upright(
  [z0, z1]: readonly [number, number],
  [foot, head]: readonly [number, number],
  material: MaterialName,
): Polygon[] {
  const ring = (z: number, radius: number): Ring =>
    circle([0, 0, z], { u: [radius, 0, 0], v: [0, radius, 0], sides: 7 })
  return loft([ring(z0, foot), ring(z1, head)], [material])
}

/** A pole or mast of any usual thickness and height, at times with a box or a plate on it. */
export function pole(random: Random): Polygon[] {
  const radius = between(random, 0.025, 0.2)
  const height = radius > 0.1 ? between(random, 4, 11) : between(random, 1.1, 7)
  const at = between(random, 0.4, Math.min(height, 3)) - 0.3
  const size = between(random, 0.12, 0.5)
  const extra = random()
  return [
    ...upright([-0.1, height], [radius, radius * between(random, 0.6, 1)], 'steel'),
    ...(extra < 0.25
      ? boxOf([-size / 2, -size / 2, at], [size / 2, size / 2, at + size * 1.5], 'steel')
      : []),
    ...(extra > 0.7
      ? boxOf([-radius - 0.03, -size, height - 1], [-radius, size, height - 0.3], 'signWhite')
      : []),
    ...(extra > 0.85 ? boxOf([-2.5, -0.1, height - 0.2], [0, 0.1, height], 'darkSteel') : []),
  ]
}

/** A trunk whose crown is out of reach, straight or leaning. */
export function trunk(random: Random): Polygon[] {
  const radius = between(random, 0.08, 0.42)
  const lean = between(random, -0.3, 0.3)
  const height = between(random, 2, 8)
  return tube(
    [
      [0, 0, -0.1],
      [lean, lean * 0.5, height],
    ],
    [radius, radius * 0.75],
    { material: 'bark', sides: 8 },
  )
}

/** A short thing of a person's width or less: bollard, hydrant, cone, stone, planter. */
export function knee(random: Random): Polygon[] {
  const kind = random()
  if (kind < 0.25)
    return upright([0, between(random, 0.5, 1.15)], [0.09, between(random, 0.05, 0.12)], 'steel')
  if (kind < 0.4) {
    const arm = between(random, 0.12, 0.2)
    return [
      ...upright([0, between(random, 0.55, 0.85)], [0.13, 0.1], 'paintRed'),
      ...boxOf([-0.06, -arm, 0.4], [0.06, arm, 0.53], 'paintRed'),
    ]
  }
  if (kind < 0.6) {
    return [
      ...boxOf([-0.2, -0.2, 0], [0.2, 0.2, 0.04], 'trim'),
      ...upright([0.04, between(random, 0.45, 0.95)], [0.15, 0.03], 'paintOrange'),
    ]
  }
  if (kind < 0.8) {
    const radius = between(random, 0.2, 0.6)
    return upright(
      [0, between(random, 0.35, 1)],
      [radius, radius * between(random, 0.6, 1.2)],
      'concrete',
    )
  }
  const [x, y] = [between(random, 0.2, 0.8), between(random, 0.2, 0.8)]
  return boxOf([-x, -y, 0], [x, y, between(random, 0.3, 0.9)], 'stone')
}

/** A thing of a person's height and width that is none: pillar, box on legs, machine, figure. */
export function upstanding(random: Random): Polygon[] {
  const kind = random()
  const height = between(random, 1.1, 2.1)
  if (kind < 0.35) {
    const [x, y] = [between(random, 0.12, 0.4), between(random, 0.15, 0.55)]
    return boxOf([-x, -y, 0], [x, y, height], pick(random, ['steel', 'paintRed', 'concrete']))
  }
  if (kind < 0.6) {
    const radius = between(random, 0.12, 0.4)
    return upright([0, height], [radius, radius * between(random, 0.7, 1.15)], 'concrete')
  }
  const top = between(random, 0.12, 0.35)
  const foot = between(random, 0.03, 0.12)
  const from = height * between(random, 0.35, 0.7)
  return [
    ...upright([0, from], [foot, foot], 'steel'),
    ...boxOf([-top / 2, -top, from], [top / 2, top, height], 'steel'),
  ]
}

/** A pile of boxes and barrels of any size up to a small car's. */
export function pile(random: Random): Polygon[] {
  const reach = between(random, 0.3, 1.6)
  return Array.from({ length: wholeBetween(random, 1, 4) }, () => {
    const [x, y] = [between(random, 0.1, 0.6) * reach, between(random, 0.1, 0.6) * reach]
    const at: Vec3 = [between(random, -0.5, 0.5) * reach, between(random, -0.5, 0.5) * reach, 0]
    const box = boxOf(
      [-x, -y, 0],
      [x, y, between(random, 0.2, 1.7)],
      pick(random, ['wood', 'concrete', 'steel']),
    )
    return placed(box, { at, yaw: between(random, -1.5, 1.5) })
  }).flat()
}

/** A skip, container, dumpster, kiosk or hut: of a vehicle's size and none. */
export function boxy(random: Random): Polygon[] {
  const [length, width] = [between(random, 1, 6.2), between(random, 0.9, 2.6)]
  const height = between(random, 1.05, 3)
  const lean = random() < 0.35 ? between(random, 0.2, 0.5) : 0
  const ring = (z: number, inset: number): Ring => [
    [-length / 2 + inset, -width / 2, z],
    [length / 2 - inset, -width / 2, z],
    [length / 2 - inset, width / 2, z],
    [-length / 2 + inset, width / 2, z],
  ]
  const foot = random() < 0.4 ? between(random, 0.05, 0.35) : 0
  const body = loft([ring(foot, Math.min(lean, length * 0.2)), ring(height, 0)], ['concrete'])
  const roof =
    random() < 0.3
      ? boxOf(
          [-length / 2 - 0.2, -width / 2 - 0.2, height],
          [length / 2 + 0.2, width / 2 + 0.2, height + 0.12],
          'trim',
        )
      : []
  return [...body, ...roof]
}

/** Concrete or plastic barriers, a guard rail, or a see-through wire fence along y, `length` meters about the origin. */
export function rail(random: Random, length: number): Polygon[] {
  const half = length / 2
  const kind = random()
  if (kind < 0.3) {
    const height = between(random, 0.75, 1.1)
    const ring = (z: number, x: number): Ring => [
      [-x, -half, z],
      [x, -half, z],
      [x, half, z],
      [-x, half, z],
    ]
    return loft([ring(0, 0.3), ring(0.25, 0.16), ring(height, 0.09)], ['concrete'])
  }
  const posts = (pitch: number, height: number): Polygon[] =>
    Array.from({ length: Math.floor(length / pitch) + 1 }, (_, i) =>
      boxOf([-0.03, i * pitch - half - 0.04, 0], [0.03, i * pitch - half + 0.04, height], 'steel'),
    ).flat()
  if (kind < 0.6) {
    const z = between(random, 0.45, 0.6)
    return [...boxOf([-0.09, -half, z], [-0.03, half, z + 0.31], 'steel'), ...posts(2, z + 0.2)]
  }
  const height = between(random, 0.9, 2.6)
  const isWire = random() < 0.7
  const sheet = panelX({ at: 0, facing: -1 }, [-half, half, 0.05, height], isWire ? 'wire' : 'wood')
  return [{ ...sheet, isTwoSided: true }, ...posts(between(random, 1.5, 3), height)]
}

/** Some steps up to a landing, the first at x = 0. */
export function stairs(random: Random): Polygon[] {
  const half = between(random, 0.6, 2)
  const count = wholeBetween(random, 2, 6)
  return Array.from({ length: count }, (_, i) =>
    boxOf([0.3 * i, -half, 0], [0.3 * count + 1, half, 0.17 * (i + 1)], 'stone'),
  ).flat()
}

/** Hoops to lean bicycles on, in a row along y. */
export function hoops(random: Random): Polygon[] {
  return Array.from({ length: wholeBetween(random, 2, 6) }, (_, i) => {
    const y = i * 0.85
    return [
      ...boxOf([-0.4, y - 0.03, 0], [-0.35, y + 0.03, 0.8], 'steel'),
      ...boxOf([0.35, y - 0.03, 0], [0.4, y + 0.03, 0.8], 'steel'),
      ...boxOf([-0.4, y - 0.03, 0.75], [0.4, y + 0.03, 0.8], 'steel'),
    ]
  }).flat()
}

/** A pram, shopping trolley or handcart, to be pushed along +x. */
export function cart(random: Random): Polygon[] {
  const [length, half] = [between(random, 0.5, 0.9), between(random, 0.2, 0.3)]
  return [
    ...boxOf(
      [-length / 2, -half, 0.4],
      [length / 2, half, between(random, 0.75, 1.05)],
      'clothNavy',
    ),
    ...boxOf([-length / 2, -half, 0.05], [length / 2, -half + 0.05, 0.4], 'steel'),
    ...boxOf([-length / 2, half - 0.05, 0.05], [length / 2, half, 0.4], 'steel'),
    ...boxOf([-length / 2 - 0.25, -half, 0.95], [-length / 2, half, 1], 'trim'),
  ]
}

/** A bare wall along y with a return at one end, `length` meters about the origin. */
export function cornerWall(random: Random, length: number): Polygon[] {
  const height = between(random, 0.4, 2.8)
  const half = length / 2
  const back = between(random, 0.5, 4)
  return [
    ...boxOf([-0.12, -half, -0.3], [0.12, half, height], 'brickRed'),
    ...boxOf([0.12, half - 0.24, -0.3], [back, half, height], 'brickRed'),
    panelY({ at: half, facing: 1 }, [-0.12, back, -0.3, height], 'brickRed'),
  ]
}
