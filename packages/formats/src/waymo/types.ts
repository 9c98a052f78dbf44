import { TYPES } from './schema.ts'

/** Words of categories and the type that is nearest, the first that fits. */
const NEAREST: readonly (readonly [word: RegExp, type: (typeof TYPES)[number]])[] = [
  [/pedestrian|person|walker|human/i, 'PEDESTRIAN'],
  [/cycl|bike|rider|motor/i, 'CYCLIST'],
  [/sign/i, 'SIGN'],
  [/vehicle|car|truck|bus|van|trailer|tram|train|lorry/i, 'VEHICLE'],
]

/** Whether a category is one of Waymo's types. */
export function isType(category: string): boolean {
  return TYPES.some((type) => type === category)
}

/** The number of a category's type, the nearest where it is none of them. */
export function typeOf(category: string): number {
  const own = TYPES.find((type) => type === category)
  if (own !== undefined) return TYPES.indexOf(own)
  const near = NEAREST.find(([word]) => word.test(category))
  return near === undefined ? 0 : TYPES.indexOf(near[1])
}

/** The category of a type. */
export function categoryOf(type: number): string {
  return TYPES[type] ?? TYPES[0]
}
