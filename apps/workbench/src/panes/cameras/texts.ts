type Text = { readonly en: string; readonly zh: string }

/** The words of the cameras' pane. */
export const CAMERAS_TEXT = {
  name: { en: 'Cameras', zh: '相机' },
  strip: { en: 'All', zh: '全部' },
  best: { en: 'Best', zh: '最佳' },
  points: { en: 'Points', zh: '点云' },
  crop: { en: 'Crop', zh: '裁剪' },
  stripHint: { en: 'All cameras side by side', zh: '并排显示全部相机' },
  bestHint: { en: 'The camera that sees the selected object best', zh: '最佳拍摄所选目标的相机' },
  pointsHint: {
    en: 'Points over the picture, colored by distance',
    zh: '在图像上叠加点云（按距离着色）',
  },
  cropHint: { en: 'Follow the selected object closely', zh: '跟随所选目标放大' },
  absent: { en: 'No picture in this frame', zh: '本帧没有图像' },
  failed: { en: 'The picture could not be read', zh: '无法读取图像' },
  empty: {
    en: 'This clip has no camera pictures.',
    zh: '该片段没有相机图像。',
  },
} as const satisfies { readonly [name: string]: Text }
