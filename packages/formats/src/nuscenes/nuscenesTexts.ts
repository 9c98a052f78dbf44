import { catalogue } from '@trueline/annotation'

/** What is said of nuScenes tables and results. */
export const nuscenesTexts = catalogue({
  title: { en: 'nuScenes tables', zh: 'nuScenes 数据表' },
  reads: {
    en: 'tables (also Lyft’s and T4’s), samples, sweeps: lidars and cameras',
    zh: '数据表（含 Lyft、T4）、samples、sweeps：激光雷达和相机',
  },
  writes: {
    en: 'all tables of the clip; with sensors also samples',
    zh: '片段的全部数据表；含传感器时还有 samples',
  },
  sceneLimit: {
    en: 'Of several scenes the first whose files are there is read.',
    zh: '有多个场景时读取第一个有文件的场景。',
  },
  sweepLimit: {
    en: 'Boxes are at samples: those at sweeps between them are not written.',
    zh: '框只在 sample 上：其间 sweep 上的框不写出。',
  },
  rowLimit: {
    en: 'Rows of radars and of sweeps without a file are written back only where they belong to a sample.',
    zh: '毫米波雷达及无文件的 sweep 的行，仅属于 sample 的会写回。',
  },
  largeLimit: {
    en: 'Tables of more than half a gigabyte (the full train split) are not read.',
    zh: '不读取超过 512 MB 的数据表（完整训练集）。',
  },
  holdsTables: { en: '{folder} holds tables', zh: '{folder} 含数据表' },
  noTables: { en: 'no tables', zh: '没有数据表' },
  folderWith: { en: 'a folder with {names}', zh: '含 {names} 的文件夹' },
  furtherTables: { en: 'further tables', zh: '另一组数据表' },
  oneSet: {
    en: 'one set of tables for a clip: {folder} is read',
    zh: '每个片段一组数据表：已读取 {folder}',
  },
  missingRow: {
    en: '{token}, which {table}.json does not have',
    zh: '{token}，{table}.json 中没有',
  },
  tokenOf: { en: 'the token of a row of {table}.json', zh: '{table}.json 中某行的 token' },
  furtherScene: { en: 'a further scene, {scene}', zh: '另一个场景 {scene}' },
  oneScene: {
    en: 'one scene for a clip: {scene} is read',
    zh: '每个片段一个场景：已读取 {scene}',
  },
  bareSample: {
    en: 'a sample with no row in sample_data.json',
    zh: 'sample_data.json 中没有该 sample 的行',
  },
  sensorFile: { en: 'a file of a sensor', zh: '传感器文件' },
  noCategory: {
    en: '{instance}, of which instance.json or category.json says nothing',
    zh: '{instance}，instance.json 或 category.json 中没有说明',
  },
  instance: { en: 'an instance with a category', zh: '有类别的 instance' },
  noSamples: { en: 'no sample with a sensor file', zh: '没有带传感器文件的 sample' },
  samples: { en: 'samples', zh: '一些 sample' },
  ofNoSample: {
    en: '{count} annotations are of samples that are not here: left out',
    zh: '{count} 个标注所属的 sample 不在此处：已略去',
  },
  radars: { en: '{count} files of radars are not read', zh: '未读取 {count} 个毫米波雷达文件' },
  missingFiles: {
    en: '{count} files that sample_data.json names are not there',
    zh: 'sample_data.json 所列文件有 {count} 个不存在',
  },

  boxesBetween: { en: 'boxes between samples', zh: 'sample 之间的框' },
  atSamples: { en: 'annotations are at samples', zh: '标注只在 sample 上' },
  noWord: { en: 'attribute.json has no word for it', zh: 'attribute.json 中没有对应名称' },
  fisheye: { en: 'a calibrated_sensor has no field for it', zh: 'calibrated_sensor 没有对应字段' },
})
