import type { Vec3 } from '@trueline/geometry'

/** How a surface looks and how it answers a laser. */
export type Material = {
  /** Linear red, green and blue albedo, 0..1. */
  readonly color: Vec3
  /** Share of 905 nm light thrown back at normal incidence; above 1 for retro-reflectors. */
  readonly reflectance: number
  readonly finish: Finish
  /** Share of laser beams that go straight through. */
  readonly passes: number
}

/** What the shader does with a surface beyond its color. */
export type Finish = 'matte' | 'paint' | 'glass' | 'leaf' | 'ground' | 'brick' | 'lamp'

const of = (finish: Finish, reflectance: number, color: Vec3): Material => ({
  color,
  reflectance,
  finish,
  passes: 0,
})

const TABLE = {
  ground: of('ground', 0.2, [0.2, 0.2, 0.2]),
  grass: of('ground', 0.4, [0.09, 0.15, 0.04]),
  paintWhite: of('paint', 0.6, [0.75, 0.75, 0.74]),
  paintSilver: of('paint', 0.45, [0.42, 0.43, 0.45]),
  paintGrey: of('paint', 0.3, [0.16, 0.17, 0.18]),
  paintBlack: of('paint', 0.07, [0.015, 0.015, 0.018]),
  paintRed: of('paint', 0.4, [0.42, 0.025, 0.03]),
  paintBlue: of('paint', 0.3, [0.03, 0.09, 0.32]),
  paintTeal: of('paint', 0.35, [0.03, 0.22, 0.25]),
  paintGreen: of('paint', 0.3, [0.05, 0.17, 0.08]),
  paintSand: of('paint', 0.45, [0.45, 0.37, 0.25]),
  paintYellow: of('paint', 0.55, [0.75, 0.48, 0.04]),
  paintOrange: of('paint', 0.5, [0.62, 0.2, 0.03]),
  glass: { ...of('glass', 0.12, [0.02, 0.025, 0.03]), passes: 0.72 },
  windowGlass: { ...of('glass', 0.15, [0.035, 0.045, 0.055]), passes: 0.6 },
  tyre: of('matte', 0.05, [0.018, 0.018, 0.02]),
  hub: of('paint', 0.5, [0.4, 0.4, 0.42]),
  trim: of('matte', 0.08, [0.025, 0.025, 0.028]),
  seat: of('matte', 0.15, [0.04, 0.04, 0.045]),
  headlamp: of('lamp', 0.9, [0.85, 0.86, 0.8]),
  taillamp: of('lamp', 0.8, [0.5, 0.015, 0.015]),
  plate: of('matte', 2.2, [0.8, 0.8, 0.78]),
  steel: of('matte', 0.45, [0.32, 0.33, 0.34]),
  wire: { ...of('matte', 0.4, [0.3, 0.31, 0.32]), passes: 0.8 },
  darkSteel: of('matte', 0.25, [0.05, 0.055, 0.06]),
  signBlue: of('matte', 2.6, [0.02, 0.1, 0.5]),
  signRed: of('matte', 2.6, [0.6, 0.02, 0.02]),
  signWhite: of('matte', 2.6, [0.85, 0.85, 0.85]),
  signYellow: of('matte', 2.6, [0.85, 0.6, 0.05]),
  lampRed: of('lamp', 0.3, [1, 0.06, 0.04]),
  lampGreen: of('lamp', 0.3, [0.05, 0.9, 0.4]),
  lampOff: of('matte', 0.2, [0.03, 0.03, 0.03]),
  bark: of('matte', 0.35, [0.11, 0.075, 0.05]),
  leaf: of('leaf', 0.5, [0.085, 0.17, 0.035]),
  leafDark: of('leaf', 0.45, [0.05, 0.12, 0.035]),
  leafYellow: of('leaf', 0.5, [0.17, 0.2, 0.04]),
  hedge: of('leaf', 0.45, [0.045, 0.105, 0.03]),
  wood: of('matte', 0.4, [0.22, 0.13, 0.07]),
  stone: of('matte', 0.4, [0.42, 0.4, 0.36]),
  concrete: of('matte', 0.35, [0.33, 0.32, 0.3]),
  plasterCream: of('matte', 0.5, [0.66, 0.57, 0.41]),
  plasterWhite: of('matte', 0.55, [0.7, 0.69, 0.65]),
  plasterRose: of('matte', 0.45, [0.56, 0.34, 0.27]),
  plasterBlue: of('matte', 0.45, [0.33, 0.42, 0.5]),
  plasterGreen: of('matte', 0.45, [0.38, 0.46, 0.33]),
  plasterOchre: of('matte', 0.45, [0.58, 0.4, 0.15]),
  brickRed: of('brick', 0.35, [0.33, 0.13, 0.085]),
  brickBrown: of('brick', 0.32, [0.24, 0.15, 0.1]),
  roofTile: of('matte', 0.3, [0.25, 0.09, 0.06]),
  roofSlate: of('matte', 0.2, [0.09, 0.095, 0.11]),
  door: of('matte', 0.3, [0.1, 0.045, 0.03]),
  skin: of('matte', 0.5, [0.5, 0.31, 0.22]),
  skinDark: of('matte', 0.4, [0.2, 0.11, 0.07]),
  hair: of('matte', 0.15, [0.035, 0.022, 0.015]),
  clothBlack: of('matte', 0.15, [0.025, 0.025, 0.03]),
  clothNavy: of('matte', 0.3, [0.03, 0.045, 0.12]),
  clothDenim: of('matte', 0.4, [0.08, 0.13, 0.24]),
  clothRed: of('matte', 0.45, [0.5, 0.04, 0.05]),
  clothYellow: of('matte', 0.6, [0.72, 0.52, 0.05]),
  clothGreen: of('matte', 0.4, [0.06, 0.22, 0.1]),
  clothWhite: of('matte', 0.65, [0.7, 0.7, 0.68]),
  clothGrey: of('matte', 0.35, [0.2, 0.2, 0.21]),
  clothPink: of('matte', 0.5, [0.62, 0.2, 0.3]),
} as const satisfies Record<string, Material>

/** A material by name. */
export type MaterialName = keyof typeof TABLE

const NAMES = Object.keys(TABLE) as readonly MaterialName[]

/** Every material; a face holds its place in this list. */
export const MATERIALS: readonly Material[] = NAMES.map((name) => TABLE[name])

/** A material's place in `MATERIALS`. */
export function materialIndex(name: MaterialName): number {
  return NAMES.indexOf(name)
}
