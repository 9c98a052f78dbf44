import type { Category, Ontology } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'

/** The categories of simulated clips, in KITTI's spelling where KITTI has the word. */
export type CategoryName = 'Car' | 'Van' | 'Truck' | 'Bus' | 'Pedestrian' | 'Cyclist'

const of = (
  id: CategoryName,
  [zh, color]: readonly [string, string],
  typicalExtent: Vec3,
): Category => ({
  id,
  label: { en: id, zh },
  color,
  typicalExtent,
  isRigid: id !== 'Pedestrian' && id !== 'Cyclist',
})

/** What may be labelled in a simulated clip. Colors: Okabe and Ito, 2008. */
export const SIMULATED_ONTOLOGY: Ontology = {
  categories: [
    of('Car', ['轿车', '#56b4e9'], [4.4, 1.8, 1.5]),
    of('Van', ['厢式车', '#0072b2'], [5.2, 2, 2.1]),
    of('Truck', ['卡车', '#e69f00'], [8.5, 2.5, 3.4]),
    of('Bus', ['公交车', '#d55e00'], [12, 2.55, 3.1]),
    of('Pedestrian', ['行人', '#cc79a7'], [0.75, 0.6, 1.75]),
    of('Cyclist', ['骑行者', '#009e73'], [1.75, 0.6, 1.7]),
  ],
  attributes: [
    {
      id: 'activity',
      label: { en: 'Activity', zh: '状态' },
      appliesTo: 'track',
      categories: null,
      type: { kind: 'choice', values: ['parked', 'moving'] },
    },
  ],
}
