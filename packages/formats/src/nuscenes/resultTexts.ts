import { catalogue } from '@trueline/annotation'

/** What is said of nuScenes result files. */
export const resultTexts = catalogue({
  detections: { en: 'nuScenes detections', zh: 'nuScenes 检测结果' },
  tracks: { en: 'nuScenes tracking results', zh: 'nuScenes 跟踪结果' },
  reads: {
    en: 'a result file, alone or beside the tables it is for',
    zh: '结果文件，可单独，或与其数据表一起',
  },
  writes: { en: 'a result file', zh: '结果文件' },
  frameLimit: {
    en: 'Boxes are in the map’s space: without tables, or a clip they are for, they have no frame to lie in.',
    zh: '框在地图坐标系中：没有数据表或对应片段时，没有可依附的帧。',
  },
  nameLimit: {
    en: 'Only the benchmark’s own categories are written, at most 500 boxes a sample.',
    zh: '只写出基准自有的类别，每个 sample 最多 500 个框。',
  },
  velocityLimit: {
    en: 'Velocities are kept; those of changed boxes are worked out from the track.',
    zh: '速度会保留；改动过的框由轨迹重新计算。',
  },
  holdsResults: { en: '{file} holds results', zh: '{file} 含结果' },
  noResults: { en: 'no result file', zh: '没有结果文件' },
  fileOf: { en: 'a JSON file with results that have {key}', zh: '结果中含 {key} 的 JSON 文件' },
  furtherFile: { en: 'a further result file', zh: '另一个结果文件' },
  oneFile: { en: 'one for a clip: {file} is read', zh: '每个片段一个：已读取 {file}' },
  noTables: {
    en: 'no tables say where the vehicle was: boxes stand in the map’s space, far from any points',
    zh: '没有数据表说明车辆位置：框在地图坐标系中，远离任何点',
  },
  byPlace: {
    en: 'no sample is a frame of the clip by its token: they were matched by their place',
    zh: '没有 sample 的 token 与片段的帧相符：按次序对应',
  },
  ofNoFrame: {
    en: 'results of {count} samples that are not here: left out',
    zh: '{count} 个 sample 不在此处，其结果已略去',
  },
  notAsked: { en: 'the benchmark does not ask for their category', zh: '基准不含其类别' },
  most: { en: 'a sample has at most {most}', zh: '每个 sample 最多 {most} 个' },
  atSamples: { en: 'results are of samples, not of sweeps between', zh: '结果只在 sample 上' },
  oneAttribute: {
    en: 'a detection has one attribute of the benchmark’s, a track none',
    zh: '检测只有一个基准属性，跟踪没有',
  },
})
