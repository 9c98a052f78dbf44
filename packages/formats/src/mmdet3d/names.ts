/** The id of the codec of info files. */
export const MMDET3D_INFO = 'mmdet3d-info'
