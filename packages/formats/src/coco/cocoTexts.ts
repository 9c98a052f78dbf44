import { catalogue } from '@trueline/annotation'

/** What is said of COCO's files. */
export const cocoTexts = catalogue({
  title: { en: 'COCO', zh: 'COCO' },
  reads: {
    en: 'boxes of images: images, annotations and categories; scores too',
    zh: '图像框：images、annotations、categories，含得分',
  },
  writes: { en: 'annotations/instances.json', zh: 'annotations/instances.json' },
  camerasLimit: {
    en: 'Images go to the camera whose name is in their path, and to the frame of their name or their place.',
    zh: '图像归入路径中含其名称的相机，帧按名称或次序对应。',
  },
  tracksLimit: {
    en: 'Boxes are of no track; segmentations and keypoints are kept but not shown.',
    zh: '框不属于轨迹；分割与关键点保留但不显示。',
  },
  holds: {
    en: '{file} holds images, annotations and categories',
    zh: '{file} 含 images、annotations、categories',
  },
  none: { en: 'no COCO file', zh: '没有 COCO 文件' },
  document: { en: 'images, annotations and categories', zh: 'images、annotations 与 categories' },
  second: { en: 'a second COCO file', zh: '另一个 COCO 文件' },
  one: { en: 'one: {file} is read', zh: '一个：读取 {file}' },
  noFrame: {
    en: '{count} images that belong to no frame: their boxes are left where they are',
    zh: '{count} 张图像不属于任何帧：其框原样保留',
  },
  unknownImage: { en: 'image {id}', zh: '图像 {id}' },
  knownImage: { en: 'an image of a frame', zh: '属于某一帧的图像' },
  unknownCategory: { en: 'category {id}', zh: '类别 {id}' },
  knownCategory: { en: 'a category that is listed', zh: '列出的类别' },
  box: { en: 'left, top and a size that is not below zero', zh: '左、上及非负的宽高' },
  images: { en: 'images alone are labelled', zh: '只标注图像' },
})
