import { meaningOf } from '@trueline/annotation'

/** The codec's id. */
export const ARGOVERSE2 = 'argoverse2'

/** The categories of the data set. */
const CATEGORIES = [
  ...['ANIMAL', 'ARTICULATED_BUS', 'BICYCLE', 'BICYCLIST', 'BOLLARD', 'BOX_TRUCK', 'BUS'],
  ...['CONSTRUCTION_BARREL', 'CONSTRUCTION_CONE', 'DOG', 'LARGE_VEHICLE', 'MESSAGE_BOARD_TRAILER'],
  ...['MOBILE_PEDESTRIAN_CROSSING_SIGN', 'MOTORCYCLE', 'MOTORCYCLIST', 'OFFICIAL_SIGNALER'],
  ...['PEDESTRIAN', 'RAILED_VEHICLE', 'REGULAR_VEHICLE', 'SCHOOL_BUS', 'SIGN', 'STOP_SIGN'],
  ...['STROLLER', 'TRAFFIC_LIGHT_TRAILER', 'TRUCK', 'TRUCK_CAB', 'VEHICULAR_TRAILER', 'WHEELCHAIR'],
  ...['WHEELED_DEVICE', 'WHEELED_RIDER'],
]

const BY_MEANING: { readonly [meaning: string]: string } = {
  car: 'REGULAR_VEHICLE',
  van: 'REGULAR_VEHICLE',
  truck: 'TRUCK',
  bus: 'BUS',
  trailer: 'VEHICULAR_TRAILER',
  tram: 'RAILED_VEHICLE',
  construction_vehicle: 'LARGE_VEHICLE',
  motorcycle: 'MOTORCYCLE',
  bicycle: 'BICYCLE',
  cyclist: 'BICYCLIST',
  pedestrian: 'PEDESTRIAN',
  person_sitting: 'PEDESTRIAN',
  animal: 'ANIMAL',
  traffic_cone: 'CONSTRUCTION_CONE',
  sign: 'SIGN',
  pole: 'BOLLARD',
}

/** The data set's category for one of another: `REGULAR_VEHICLE` of `Car`; itself where none is meant. */
export function argoverseCategory(category: string): string {
  if (CATEGORIES.includes(category)) return category
  const meaning = meaningOf(category)
  return (meaning === null ? undefined : BY_MEANING[meaning]) ?? category
}
