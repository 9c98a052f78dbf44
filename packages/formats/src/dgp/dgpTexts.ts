import { catalogue } from '@trueline/annotation'

/** What is said of DGP scenes. */
export const dgpTexts = catalogue({
  textAttributes: {
    en: 'attributes are texts: numbers become texts',
    zh: '属性均为文本：数值变为文本',
  },
  title: { en: 'TRI DGP', zh: 'TRI DGP' },
  reads: {
    en: 'a scene: point clouds (npz), images, calibration, 3D and 2D boxes, ontology',
    zh: '场景：点云（npz）、图像、标定、3D 和 2D 框、本体',
  },
  writes: {
    en: 'the scene with its boxes, calibration and ontology; with sensors also point clouds, images',
    zh: '场景及其框、标定和本体；含传感器时还有点云、图像',
  },
  sceneLimit: {
    en: 'Of several scenes in a tree the first is read.',
    zh: '有多个场景时读取第一个。',
  },
  cameraLimit: {
    en: 'The 3D boxes of cameras are those of lidars seen by them: not read, and written back along with those.',
    zh: '相机的 3D 框即其所见的激光雷达框：不单独读取，随后者写回。',
  },
  agentLimit: {
    en: 'Agent files, depth and segmentation are not read.',
    zh: '不读取 agent 文件、深度和分割。',
  },
  holdsScene: { en: '{file} is a scene', zh: '{file} 是场景' },
  noScene: { en: 'no scene_*.json', zh: '没有 scene_*.json' },
  scene: { en: 'a DGP scene', zh: 'DGP 场景' },
  secondScene: { en: 'a second scene', zh: '第二个场景' },
  oneScene: { en: 'one scene for a clip: {file} is read', zh: '每个片段一个场景：已读取 {file}' },
  noDatum: { en: 'datum {key}, which the scene does not have', zh: '场景中没有数据 {key}' },
  datum: { en: 'the key of a datum', zh: '数据的 key' },
  noClass: { en: 'class {id}, which the ontology does not have', zh: '类别 {id}，本体中没有' },
  classId: { en: 'a class of the ontology', zh: '本体中的类别' },
  time: { en: 'the time "{text}"', zh: '时间“{text}”' },
  isoTime: {
    en: 'a time such as 2019-04-26T07:45:38.203752Z',
    zh: '形如 2019-04-26T07:45:38.203752Z 的时间',
  },
  missingFile: { en: 'no such file', zh: '文件不存在' },
  annotationFile: { en: 'a file of annotations', zh: '标注文件' },
  farTimes: {
    en: 'times lie beyond the year 2255: frames count from the first one',
    zh: '时间晚于 2255 年：帧时间从第一帧起算',
  },
  box2d: { en: 'x, y, w, h in pixels', zh: '像素 x、y、w、h' },
  newBox2d: {
    en: 'only boxes that came with the scene are written back',
    zh: '只写回随场景读入的框',
  },
  noDistortion: { en: 'calibration holds focal lengths and center only', zh: '标定只有焦距和主点' },
})
