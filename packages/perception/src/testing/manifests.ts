import type { z } from 'zod'
import type { manifestSchema } from '../manifest/manifest.ts'

/** A manifest as a file has it. */
export type ManifestJson = z.input<typeof manifestSchema>

const OURS = ['car', 'pedestrian', 'cyclist', 'large vehicle']

/** The manifest of our own detector, for a square window of so many cells. */
export function ourManifest(cells = 512): ManifestJson {
  return {
    version: 1,
    name: 'objects',
    file: 'objects.onnx',
    licence: 'Apache-2.0',
    trainingData: 'simulated sweeps',
    input: {
      recipe: 'raster',
      input: 'raster',
      minX: (-cells / 2) * 0.2,
      minY: (-cells / 2) * 0.2,
      cell: 0.2,
      columns: cells,
      rows: cells,
      heightEdges: [-1.2, -0.25, 0.15, 0.45, 0.8, 1.15, 1.5, 1.9, 2.4, 3.2, 5],
    },
    head: {
      kind: 'centers',
      stride: 2,
      cellCenter: 0.5,
      heat: 'probability',
      tasks: [
        {
          classes: OURS,
          heatmap: { output: 'heatmap' },
          offset: { output: 'box', channel: 0 },
          height: { output: 'box', channel: 2, reference: 'ground', shift: 0.8 },
          size: { output: 'box', channel: 3, order: 'lwh', code: 'log', prior: [2, 1, 1.6] },
          rotation: { output: 'box', channel: 6, code: 'sin2Cos2' },
          direction: { output: 'box', channel: 8 },
          quality: { output: 'box', channel: 9, weight: 0.4 },
        },
      ],
    },
    classes: [
      { name: 'car', category: 'car', threshold: 0.3, minDistance: 1.6 },
      { name: 'pedestrian', category: 'pedestrian', threshold: 0.3, minDistance: 0.5 },
      { name: 'cyclist', category: 'cyclist', threshold: 0.3, minDistance: 0.7 },
      { name: 'large vehicle', category: 'truck', threshold: 0.3, minDistance: 2.5 },
    ],
    nms: { iou: 0.2, covered: 0.5, acrossClasses: true, mostBoxes: 500 },
  }
}

const KITTI_CLASSES: ManifestJson['classes'] = [
  { name: 'Car', category: 'car', threshold: 0.4, minDistance: 0 },
  { name: 'Pedestrian', category: 'pedestrian', threshold: 0.4, minDistance: 0 },
  { name: 'Cyclist', category: 'cyclist', threshold: 0.4, minDistance: 0 },
]

const KITTI_PILLARS: Extract<ManifestJson['input'], { recipe: 'pillars' }> = {
  recipe: 'pillars',
  range: [0, -2.56, -3, 5.12, 2.56, 1],
  pillar: [0.16, 0.16],
  maxPillars: 200,
  maxPointsPerPillar: 8,
  columns: ['x', 'y', 'z', 'intensity'],
  features: 'center3',
  groundHeight: -1.73,
  inputs: { points: 'voxels', cells: 'voxel_idxs', pillarCount: 'voxel_num' },
}

/** A PointPillars export as OpenPCDet and CUDA-PointPillars write it, over 32 × 32 pillars. */
export function openPcdetPointPillars(): ManifestJson {
  return {
    version: 1,
    name: 'PointPillars, OpenPCDet',
    file: 'pointpillars.onnx',
    licence: 'CC BY-NC-SA 3.0',
    trainingData: 'KITTI',
    input: KITTI_PILLARS,
    head: {
      kind: 'anchors',
      stride: 2,
      layout: 'channels-last',
      outputs: { scores: 'cls_preds', boxes: 'box_preds', directions: 'dir_cls_preds' },
      anchors: [
        { class: 'Car', extent: [3.9, 1.6, 1.56], bottom: -1.78 },
        { class: 'Pedestrian', extent: [0.8, 0.6, 1.73], bottom: -0.6 },
        { class: 'Cyclist', extent: [1.76, 0.6, 1.73], bottom: -0.6 },
      ],
      rotations: [0, Math.PI / 2],
      placement: 'edges',
      scoresPerAnchor: 'classes',
      heat: 'logit',
    },
    classes: KITTI_CLASSES,
    nms: { iou: 0.01, acrossClasses: true, mostBoxes: 100 },
  }
}

/** A PointPillars export as mmdetection3d writes it: raw points in, channels first out. */
export function mmdetPointPillars(): ManifestJson {
  const published = openPcdetPointPillars()
  if (published.head.kind !== 'anchors') throw new Error('PointPillars has anchors')
  return {
    ...published,
    name: 'PointPillars, mmdetection3d',
    input: {
      ...KITTI_PILLARS,
      features: 'points',
      inputs: { points: 'voxels', counts: 'num_points', cells: 'coors' },
    },
    head: {
      ...published.head,
      layout: 'channels-first',
      outputs: { scores: 'cls_score0', boxes: 'bbox_pred0', directions: 'dir_cls_pred0' },
      anchors: published.head.anchors.toReversed(),
    },
  }
}

/** A CenterPoint-pillar export as OpenPCDet writes it: two groups of classes, yaw as cosine and sine. */
export function openPcdetCenterPoint(): ManifestJson {
  const task = (classes: readonly string[], at: number) => ({
    classes: [...classes],
    heatmap: { output: `hm_${at}` },
    offset: { output: `center_${at}` },
    height: { output: `center_z_${at}`, reference: 'absolute' as const },
    size: { output: `dim_${at}`, order: 'lwh' as const, code: 'log' as const },
    rotation: { output: `rot_${at}`, code: 'cosSin' as const },
  })
  return {
    ...openPcdetPointPillars(),
    name: 'CenterPoint-pillar, OpenPCDet',
    file: 'centerpoint.onnx',
    input: { ...KITTI_PILLARS, features: 'center3', unusedCell: -1 },
    head: {
      kind: 'centers',
      stride: 2,
      cellCenter: 0,
      heat: 'logit',
      tasks: [task(['Car'], 0), task(['Pedestrian', 'Cyclist'], 1)],
    },
  }
}
