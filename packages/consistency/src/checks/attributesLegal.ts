import type { AttributeDefinition, Attributes, AttributeType } from '@trueline/annotation'
import type { Found } from '../finding.ts'
import { trackCheck } from './check.ts'

/** A3: each attribute that the clip knows has a value that it may have. */
export const attributesLegal = trackCheck(
  { id: 'A3', mend: 'clearAttribute', needs: null },
  ({ track, states }, _, { ontology }) =>
    ontology.attributes.flatMap((definition): readonly Found[] => {
      const { categories, appliesTo } = definition
      if (categories !== null && !categories.includes(track.category)) return []
      const frames =
        appliesTo === 'track'
          ? states.filter(() => isIllegal(track.attributes, definition))
          : states.filter(({ cuboid }) => isIllegal(cuboid.attributes, definition))
      if (frames.length === 0) return []
      const { en, zh } = definition.label
      const message = {
        en: `“${en}” has a value that it cannot have`,
        zh: `属性“${zh}”的取值不合法`,
      }
      return [{ frames: frames.map(({ frame }) => frame), value: 1, threshold: 0, message }]
    }),
)

/** Whether a record has a value for an attribute that cannot be one. */
export function isIllegal(attributes: Attributes, { id, type }: AttributeDefinition): boolean {
  const value = attributes[id]
  return value !== undefined && !isOf(type, value)
}

function isOf(type: AttributeType, value: Attributes[string]): boolean {
  switch (type.kind) {
    case 'flag':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string'
    case 'choice':
      return typeof value === 'string' && type.values.includes(value)
    case 'number':
      return (
        typeof value === 'number' &&
        value >= (type.min ?? Number.NEGATIVE_INFINITY) &&
        value <= (type.max ?? Number.POSITIVE_INFINITY)
      )
  }
}
