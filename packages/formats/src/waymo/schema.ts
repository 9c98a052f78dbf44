import type { Schema } from '../protobuf/protobuf.ts'

/** waymo.open_dataset.Label.Box: upright, in the vehicle's space; heading from +x to +y. */
const BOX: Schema = {
  1: ['center_x', 'double'],
  2: ['center_y', 'double'],
  3: ['center_z', 'double'],
  4: ['width', 'double'],
  5: ['length', 'double'],
  6: ['height', 'double'],
  7: ['heading', 'double'],
}

const METADATA: Schema = {
  1: ['speed_x', 'double'],
  2: ['speed_y', 'double'],
  3: ['accel_x', 'double'],
  4: ['accel_y', 'double'],
  5: ['speed_z', 'double'],
  6: ['accel_z', 'double'],
}

/** waymo.open_dataset.Label (label.proto); keypoints stay as they are. */
export const LABEL: Schema = {
  1: ['box', BOX],
  2: ['metadata', METADATA],
  3: ['type', 'int'],
  4: ['id', 'string'],
  5: ['detection_difficulty_level', 'int'],
  6: ['tracking_difficulty_level', 'int'],
  7: ['num_lidar_points_in_box', 'int'],
  11: ['most_visible_camera_name', 'string'],
  12: ['camera_synced_box', BOX],
  13: ['num_top_lidar_points_in_box', 'int'],
}

/** waymo.open_dataset.Object (protos/metrics.proto). */
export const OBJECT: Schema = {
  1: ['object', LABEL],
  2: ['score', 'float'],
  3: ['overlap_with_nlz', 'bool'],
  4: ['context_name', 'string'],
  5: ['frame_timestamp_micros', 'int'],
  6: ['camera_name', 'int'],
}

/** Label.Type by number. */
export const TYPES = ['UNKNOWN', 'VEHICLE', 'PEDESTRIAN', 'SIGN', 'CYCLIST'] as const

/** The field of `Objects` in a `Submission` (protos/submission.proto). */
export const INFERENCE_RESULTS = 11
