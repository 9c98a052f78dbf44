import { sensorId } from '@trueline/annotation'

/** The codec's id, and its key in extras. */
export const SUSTECH = 'sustech'

/** The lidar's id: there is one, and it has no name. */
export const LIDAR = sensorId('lidar')

/** The attribute that holds `obj_attr`. */
export const OBJECT_ATTRIBUTE = 'obj_attr'
