import type { AttributeDefinition, Attributes, Category, Ontology } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'

/** Paul Tol's "bright" and "muted" sets: told apart by colour-blind eyes. */
const COLORS = [
  '#4477aa',
  '#ee6677',
  '#228833',
  '#ccbb44',
  '#66ccee',
  '#aa3377',
  '#88ccee',
  '#44aa99',
  '#ddcc77',
  '#cc6677',
  '#999933',
  '#332288',
] as const

type Kind = {
  readonly names: RegExp
  readonly zh: string
  readonly typicalExtent: Vec3
  readonly isRigid: boolean
}

const rigid = (names: RegExp, zh: string, typicalExtent: Vec3): Kind => ({
  names,
  zh,
  typicalExtent,
  isRigid: true,
})
const soft = (names: RegExp, zh: string, typicalExtent: Vec3): Kind => ({
  names,
  zh,
  typicalExtent,
  isRigid: false,
})

/** By what a name ends or begins with; the first that fits is taken. */
const KINDS: readonly Kind[] = [
  soft(/person.?sitting|sitting/, '坐着的人', [0.8, 0.6, 1.3]),
  soft(/motorcyclist/, '摩托车手', [2.1, 0.8, 1.7]),
  soft(/cyclist|rider/, '骑行者', [1.8, 0.7, 1.75]),
  soft(/pedestrian|person|human|adult|child/, '行人', [0.7, 0.7, 1.75]),
  soft(/animal|dog/, '动物', [0.9, 0.4, 0.7]),
  rigid(/trailer/, '拖车', [10, 2.5, 3.5]),
  rigid(/van/, '厢式车', [5, 1.95, 2.1]),
  rigid(/bus|coach/, '公交车', [11, 2.7, 3.3]),
  rigid(/tram|train/, '有轨电车', [16, 2.6, 3.6]),
  rigid(/truck|lorry/, '卡车', [8, 2.5, 3.1]),
  rigid(/construction.?vehicle|excavator/, '工程车', [6.4, 2.8, 3.2]),
  rigid(/motor/, '摩托车', [2.1, 0.8, 1.4]),
  rigid(/bicycle|bike/, '自行车', [1.7, 0.6, 1.2]),
  rigid(/car|vehicle/, '汽车', [4.4, 1.85, 1.6]),
  rigid(/cone/, '锥桶', [0.4, 0.4, 0.8]),
  rigid(/barrier/, '护栏', [0.6, 2, 1]),
  rigid(/sign/, '标志', [0.1, 0.7, 0.7]),
  rigid(/pole|bollard/, '立柱', [0.3, 0.3, 2]),
]

/** An ontology of the categories a source names, and of the attributes its records have. */
export function sourceOntology(
  categories: readonly string[],
  attributes: Pick<Ontology, 'attributes'>['attributes'] = [],
): Ontology {
  return { categories: [...new Set(categories)].map(categoryOf), attributes }
}

/** Definitions of the attributes that records have, their types by their values. */
export function attributesSeen(
  appliesTo: AttributeDefinition['appliesTo'],
  seen: Iterable<Attributes>,
): readonly AttributeDefinition[] {
  const kinds = new Map<string, Set<string>>()
  for (const attributes of seen) {
    for (const [id, value] of Object.entries(attributes)) {
      kinds.set(id, (kinds.get(id) ?? new Set()).add(typeof value))
    }
  }
  return [...kinds].map(([id, types]) => ({
    id,
    label: { en: id, zh: id },
    appliesTo,
    categories: null,
    type: typeOf(types),
  }))
}

function typeOf(types: ReadonlySet<string>): AttributeDefinition['type'] {
  if (types.size > 1 || types.has('string')) return { kind: 'text' }
  return types.has('number') ? { kind: 'number', min: null, max: null } : { kind: 'flag' }
}

function categoryOf(id: string, index: number): Category {
  const name = id.toLowerCase()
  const kind = KINDS.find(({ names }) => names.test(name))
  return {
    id,
    label: { en: id, zh: kind?.zh ?? id },
    color: COLORS[index % COLORS.length] ?? COLORS[0],
    typicalExtent: kind?.typicalExtent ?? [4.4, 1.85, 1.6],
    isRigid: kind?.isRigid ?? true,
  }
}
