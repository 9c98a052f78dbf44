/** The codec's id, under which its records keep what they came with. */
export const NUSCENES = 'nuscenes'

/** Folder of tables of a clip that came from elsewhere. */
export const OWN_TABLES = 'v1.0-trueline'

/** The attribute a `visibility_token` is. */
export const VISIBILITY = 'visibility'
