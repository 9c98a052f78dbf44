import type { AttributeDefinition, Attributes } from '@trueline/annotation'
import type { KittiLabel } from './kittiLabel.ts'

const OCCLUSIONS = ['visible', 'partly', 'largely', 'unknown'] as const
/** The same, to be searched with whatever an attribute is. */
const OCCLUSION_NAMES: readonly unknown[] = OCCLUSIONS

/** What KITTI says of a cuboid beside its geometry. */
export const KITTI_ATTRIBUTES: readonly AttributeDefinition[] = [
  {
    id: 'occluded',
    label: { en: 'Occluded', zh: '遮挡' },
    appliesTo: 'cuboid',
    categories: null,
    type: { kind: 'choice', values: OCCLUSIONS },
  },
  {
    id: 'truncated',
    label: { en: 'Truncated', zh: '截断' },
    appliesTo: 'cuboid',
    categories: null,
    type: { kind: 'number', min: 0, max: 2 },
  },
]

/** A label's occlusion and truncation; those unset or unheard of are left out. */
export function attributesOf({ occluded, truncated }: KittiLabel): Attributes {
  const occlusion = OCCLUSIONS[occluded]
  if (occlusion === undefined) return truncated < 0 ? {} : { truncated }
  return truncated < 0 ? { occluded: occlusion } : { occluded: occlusion, truncated }
}

/** KITTI's number of an occlusion, 3 (unknown) where it is not given. */
export function occludedOf(attributes: Attributes): number {
  const place = OCCLUSION_NAMES.indexOf(attributes.occluded)
  return place < 0 ? 3 : place
}
