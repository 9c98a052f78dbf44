import { catalogue } from '@trueline/annotation'

/** What is said of single formats of boxes. */
export const dialectTexts = catalogue({
  scale: { en: 'Scale AI', zh: 'Scale AI' },
  scaleReads: {
    en: 'lidar task results: a list of frames with cuboids',
    zh: '激光雷达任务结果：含 cuboids 的帧列表',
  },
  scaleWrites: { en: 'the same list', zh: '同样的列表' },
  cadc: { en: 'Scale AI, in lidar axes (CADC)', zh: 'Scale AI，激光雷达坐标系（CADC）' },
  cadcReads: { en: '3d_ann.json', zh: '3d_ann.json' },
  pandaset: { en: 'PandaSet', zh: 'PandaSet' },
  pandasetReads: {
    en: 'cuboids and lidar as pickled frames, cuboids as JSON records too, lidar/poses.json',
    zh: 'pickle 形式的 cuboids 与 lidar，亦可为 JSON 记录的 cuboids；lidar/poses.json',
  },
  pandasetWrites: { en: 'cuboids as JSON records a frame', zh: '逐帧 JSON 记录的 cuboids' },
  pandasetPickle: {
    en: 'Pickles are read without running anything of them, and written as JSON records.',
    zh: '读取 pickle 时不执行其中任何内容；写出为 JSON 记录。',
  },
  segments: { en: 'Segments.ai', zh: 'Segments.ai' },
  segmentsReads: { en: 'cuboid labels, of a cloud or a sequence', zh: '单帧或序列的 cuboid 标注' },
  segmentsWrites: { en: 'a label of a sequence', zh: '序列标注' },
  segmentsCategory: {
    en: 'A label has category numbers only: they are the categories here.',
    zh: '标注只有类别编号：在此即为类别。',
  },
  datumaro: { en: 'Datumaro 3D (CVAT)', zh: 'Datumaro 3D（CVAT）' },
  datumaroReads: {
    en: 'annotations/*.json with cuboid_3d',
    zh: '含 cuboid_3d 的 annotations/*.json',
  },
  datumaroWrites: { en: 'annotations/default.json', zh: 'annotations/default.json' },
  xtreme1: { en: 'Xtreme1 / BasicAI', zh: 'Xtreme1 / BasicAI' },
  xtreme1Reads: { en: 'results of version 0.6, a file a frame', zh: '0.6 版结果，每帧一个文件' },
  xtreme1Writes: { en: 'result/*.json', zh: 'result/*.json' },
  supervisely: { en: 'Supervisely', zh: 'Supervisely' },
  superviselyReads: {
    en: 'episodes and single point clouds; native and CVAT’s axes told by the boxes',
    zh: '序列和单个点云；由框判断原生或 CVAT 坐标轴',
  },
  superviselyWrites: { en: 'an episode', zh: '序列' },
  superviselyAxes: {
    en: 'Axes are the native ones (length along y) where most boxes are longer in y, else CVAT’s.',
    zh: '多数框 y 更长时按原生坐标轴（长度沿 y），否则按 CVAT。',
  },
  mmdet3d: { en: 'MMDetection3D predictions', zh: 'MMDetection3D 预测' },
  mmdet3dReads: {
    en: 'preds/*.json with lidar boxes, a file a frame',
    zh: '含激光雷达框的 preds/*.json，每帧一个文件',
  },
  mmdet3dWrites: { en: 'preds/*.json', zh: 'preds/*.json' },
  mmdet3dLabels: {
    en: 'Files hold label numbers only: a mapping at import names them. Boxes of other than lidar type are refused.',
    zh: '文件只有标签编号：导入时可用映射命名。拒绝非激光雷达类型的框。',
  },
  openpcdet: { en: 'OpenPCDet results', zh: 'OpenPCDet 结果' },
  openpcdetReads: {
    en: 'name, score and boxes_lidar as JSON or pickled, a file a frame or result.pkl of all',
    zh: 'JSON 或 pickle 形式的 name、score、boxes_lidar，每帧一个文件或汇总的 result.pkl',
  },
  openpcdetWrites: { en: 'a file a frame', zh: '每帧一个文件' },
  dair: { en: 'DAIR-V2X', zh: 'DAIR-V2X' },
  dairReads: {
    en: 'label/lidar/*.json, V2X-Seq’s track_id too; calib, image and velodyne of the same side',
    zh: 'label/lidar/*.json，含 V2X-Seq 的 track_id；以及同侧的 calib、image、velodyne',
  },
  dairLenses: {
    en: 'Images are drawn on by cam_K alone, as the set’s own tools do; poses in the world are not read.',
    zh: '与数据集自带工具一致，图像投影只用 cam_K；不读取世界坐标位姿。',
  },
  dairWrites: { en: 'label/lidar/*.json', zh: 'label/lidar/*.json' },
  once: { en: 'ONCE', zh: 'ONCE' },
  onceReads: {
    en: 'a sequence’s JSON: annotations, poses, cameras; lidar_roof and the cameras’ images beside it',
    zh: '序列的 JSON：标注、位姿、相机；旁边的 lidar_roof 和相机图像',
  },
  onceLenses: {
    en: 'Lenses are taken as OpenCV’s, k1, k2, p1, p2 first; boxes in images are kept, not shown.',
    zh: '镜头按 OpenCV 的顺序（k1、k2、p1、p2 在前）；图像框保留但不显示。',
  },
  onceWrites: { en: 'a sequence’s JSON', zh: '序列 JSON' },
  sagemaker: { en: 'SageMaker Ground Truth', zh: 'SageMaker Ground Truth' },
  sagemakerReads: { en: 'SeqLabel.json of 3D tracking jobs', zh: '3D 跟踪任务的 SeqLabel.json' },
  sagemakerWrites: { en: 'SeqLabel.json', zh: 'SeqLabel.json' },
  deepen: { en: 'Deepen AI', zh: 'Deepen AI' },
  deepenReads: {
    en: '3d_bbox labels, one list of all files',
    zh: '3d_bbox 标注，所有文件一个列表',
  },
  deepenWrites: { en: 'annotations.json', zh: 'annotations.json' },
  deepenSpace: {
    en: 'Boxes are in the space of the clouds that were uploaded: those are taken to be in the map’s.',
    zh: '框在所上传点云的坐标系中：按地图坐标系处理。',
  },
  zod: { en: 'Zenseact Open Dataset', zh: 'Zenseact Open Dataset' },
  zodReads: {
    en: 'object_detection.json, a folder a frame',
    zh: 'object_detection.json，每帧一个文件夹',
  },
  zodWrites: { en: 'object_detection.json', zh: 'object_detection.json' },
  zodFlat: {
    en: 'Objects that have a 2D box alone are named and left where they are.',
    zh: '只有 2D 框的对象会被指出并原样保留。',
  },
  noKind: { en: '{kind}', zh: '{kind}' },
  cuboidKind: { en: 'a box of type {kind}', zh: '类型为 {kind} 的框' },
  sameLength: { en: 'lists of one length', zh: '长度相同的列表' },
  lengths: { en: 'lists of {lengths}', zh: '长度为 {lengths} 的列表' },
  unknownLabel: { en: 'label {label}', zh: '标签 {label}' },
  knownLabel: { en: 'a label that is listed', zh: '列出的标签' },
})
