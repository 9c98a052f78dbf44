import type { Vec3 } from '@trueline/geometry'

/** What may be labelled, and how. */
export type Ontology = {
  readonly categories: readonly Category[]
  readonly attributes: readonly AttributeDefinition[]
}

/** A kind of object. */
export type Category = {
  /** As the clip's source spells it; what is written back. */
  readonly id: string
  readonly label: { readonly en: string; readonly zh: string }
  /** `#rrggbb`, of a colour-blind-safe set. */
  readonly color: string
  /** Typical length, width, height; what a one-click fit starts from. */
  readonly typicalExtent: Vec3
  /** Whether its size is the same in every frame; `false` for people. */
  readonly isRigid: boolean
}

/** A property of a track or of a cuboid. */
export type AttributeDefinition = {
  readonly id: string
  readonly label: { readonly en: string; readonly zh: string }
  readonly appliesTo: 'track' | 'cuboid'
  /** `null`: of every category. */
  readonly categories: readonly string[] | null
  readonly type: AttributeType
}

/** The values an attribute may have. */
export type AttributeType =
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }

/** Values by attribute id. */
export type Attributes = { readonly [attributeId: string]: boolean | number | string }
