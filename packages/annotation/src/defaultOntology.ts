import type { Vec3 } from '@trueline/geometry'
import type { AttributeDefinition, Category, Ontology } from './ontology.ts'

/** A category of our own, with what sources call it. */
export type KnownCategory = {
  readonly category: Category
  /** Lower case, words joined by `_`: `traffic_cone`. */
  readonly aliases: readonly string[]
  /** Words that only tell it where nothing more telling is said: `vehicle` of `vehicle.bus`. */
  readonly vagueAliases: readonly string[]
}

/** Grey, for what nobody can name a colour for. */
export const NEUTRAL_COLOR = '#999999'

function known(
  [id, en, zh]: readonly [id: string, en: string, zh: string],
  look: { readonly color: string; readonly size: Vec3; readonly isRigid?: false },
  aliases: { readonly clear?: string; readonly vague?: string } = {},
): KnownCategory {
  return {
    category: {
      id,
      label: { en, zh },
      color: look.color,
      typicalExtent: look.size,
      isRigid: look.isRigid ?? true,
    },
    aliases: [id, ...wordsOf(aliases.clear)],
    vagueAliases: wordsOf(aliases.vague),
  }
}

function wordsOf(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(' ')
}

/**
 * The categories we know. Colours are those of Okabe and Ito (2008), then Paul Tol's "muted" and "light"
 * sets, chosen bright enough for a dark background; sizes are rounded medians of public data.
 */
export const KNOWN_CATEGORIES: readonly KnownCategory[] = [
  known(
    ['car', 'Car', '小汽车'],
    { color: '#56b4e9', size: [4.4, 1.85, 1.55] },
    {
      clear: 'regular_vehicle passenger_car passengercar small_vehicle smallvehicle sedan suv taxi',
      vague: 'vehicle automobile type_vehicle othervehicle other_vehicle',
    },
  ),
  known(
    ['van', 'Van', '面包车'],
    { color: '#88ccee', size: [5.2, 2.0, 2.2] },
    { clear: 'minivan pickup pickup_truck midsize_van light_truck' },
  ),
  known(
    ['truck', 'Truck', '卡车'],
    { color: '#0072b2', size: [8.0, 2.5, 3.2] },
    { clear: 'lorry box_truck large_vehicle largevehicle truck_cab heavy_truck heavytruck tanker' },
  ),
  known(
    ['bus', 'Bus', '公交车'],
    { color: '#6699cc', size: [11.5, 2.6, 3.2] },
    { clear: 'coach school_bus articulated_bus' },
  ),
  known(
    ['trailer', 'Trailer', '挂车'],
    { color: '#99ddff', size: [10.0, 2.5, 3.6] },
    { clear: 'vehicular_trailer semi_trailer' },
  ),
  known(
    ['tram', 'Tram', '有轨电车'],
    { color: '#77aadd', size: [16.0, 2.5, 3.6] },
    { clear: 'train railed_vehicle streetcar rail_vehicle' },
  ),
  known(
    ['construction_vehicle', 'Construction vehicle', '工程车'],
    { color: '#ddcc77', size: [6.4, 2.8, 3.2] },
    { clear: 'constructionvehicle excavator construction forklift' },
  ),
  known(
    ['motorcycle', 'Motorcycle', '摩托车'],
    { color: '#cc79a7', size: [2.1, 0.8, 1.45] },
    { clear: 'motor motorbike moped scooter motorized_bike' },
  ),
  known(
    ['bicycle', 'Bicycle', '自行车'],
    { color: '#ee99aa', size: [1.75, 0.6, 1.25] },
    { clear: 'bike tricycle wheeled_device' },
  ),
  known(
    ['cyclist', 'Cyclist', '骑行者'],
    { color: '#d55e00', size: [1.8, 0.7, 1.75], isRigid: false },
    {
      clear:
        'rider bicyclist motorcyclist motorcycle_rider bicycle_rider wheeled_rider two_wheeler',
    },
  ),
  known(
    ['pedestrian', 'Pedestrian', '行人'],
    { color: '#e69f00', size: [0.7, 0.7, 1.75], isRigid: false },
    {
      clear:
        'walker child adult construction_worker police_officer official_signaler stroller wheelchair',
      vague: 'person human people',
    },
  ),
  known(
    ['person_sitting', 'Sitting person', '坐着的人'],
    { color: '#ffaabb', size: [0.8, 0.6, 1.3], isRigid: false },
    { clear: 'sitting_person personsitting' },
  ),
  known(
    ['animal', 'Animal', '动物'],
    { color: '#bbcc33', size: [0.9, 0.4, 0.7], isRigid: false },
    { clear: 'dog cat bird horse' },
  ),
  known(
    ['traffic_cone', 'Traffic cone', '锥桶'],
    { color: '#f0e442', size: [0.4, 0.4, 0.75] },
    { clear: 'trafficcone cone construction_cone construction_barrel' },
  ),
  known(
    ['barrier', 'Barrier', '护栏'],
    { color: '#009e73', size: [0.6, 2.0, 1.0] },
    { clear: 'guard_rail fence temporary_barrier' },
  ),
  known(
    ['sign', 'Sign', '标志牌'],
    { color: '#44bb99', size: [0.1, 0.7, 0.7] },
    { clear: 'traffic_sign stop_sign message_board_trailer' },
  ),
  known(
    ['pole', 'Pole', '立柱'],
    { color: '#aaaa00', size: [0.3, 0.3, 2.0] },
    { clear: 'bollard post' },
  ),
  known(
    ['misc', 'Other', '其他'],
    { color: NEUTRAL_COLOR, size: [1.0, 1.0, 1.0] },
    { clear: 'other unknown dontcare dont_care bicycle_rack debris', vague: 'object' },
  ),
]

/** What is asked of a label beside its box. */
export const DEFAULT_ATTRIBUTES: readonly AttributeDefinition[] = [
  {
    id: 'occluded',
    label: { en: 'Occluded', zh: '遮挡' },
    appliesTo: 'cuboid',
    categories: null,
    type: { kind: 'choice', values: ['visible', 'partly', 'largely', 'unknown'] },
  },
  {
    id: 'truncated',
    label: { en: 'Truncated', zh: '截断' },
    appliesTo: 'cuboid',
    categories: null,
    type: { kind: 'number', min: 0, max: 1 },
  },
  {
    id: 'isMoving',
    label: { en: 'Moving', zh: '运动中' },
    appliesTo: 'cuboid',
    categories: null,
    type: { kind: 'flag' },
  },
  {
    id: 'note',
    label: { en: 'Note', zh: '备注' },
    appliesTo: 'track',
    categories: null,
    type: { kind: 'text' },
  },
]

/** What may be labelled where a clip's source does not say. */
export const defaultOntology: Ontology = {
  categories: KNOWN_CATEGORIES.map(({ category }) => category),
  attributes: DEFAULT_ATTRIBUTES,
}
