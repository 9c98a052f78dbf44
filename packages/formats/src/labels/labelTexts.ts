import { catalogue } from '@trueline/annotation'

/** What is said of files of boxes. */
export const labelTexts = catalogue({
  holds: { en: '{file} holds boxes', zh: '{file} 含框' },
  none: { en: 'no file of boxes', zh: '没有框文件' },
  ofFormat: { en: 'files of {title}', zh: '{title} 文件' },
  noPoses: {
    en: 'boxes are in the map’s space and no poses say where the vehicle was: import them onto their clip',
    zh: '框在地图坐标系中，没有位姿说明车辆位置：请导入到对应片段',
  },
  twoOfFrame: { en: 'a second file of frame {frame}', zh: '帧 {frame} 的第二个文件' },
  oneOfFrame: { en: 'one file for a frame', zh: '每帧一个文件' },
  sweepsBeside: { en: 'beside point clouds of the frames’ names', zh: '及与帧同名的点云' },
  imagesLimit: { en: 'Images and their calibration are not read.', zh: '不读取图像及其标定。' },
  mapLimit: {
    en: 'Boxes are in the map’s space: without poses they are read onto the clip they are for.',
    zh: '框在地图坐标系中：没有位姿时需导入到对应片段。',
  },
})
