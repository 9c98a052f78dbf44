import type { PointColoring } from '../../store/state.ts'

type Text = { readonly en: string; readonly zh: string }

/** What a point's color tells, in words. */
export const COLORING_TEXT: { readonly [coloring in PointColoring]: Text } = {
  height: { en: 'Height', zh: '高度' },
  intensity: { en: 'Intensity', zh: '强度' },
  camera: { en: 'Camera', zh: '相机颜色' },
  distance: { en: 'Distance', zh: '距离' },
  track: { en: 'Object', zh: '目标' },
}

/** The words of the 3D view. */
export const VIEW3D_TEXT = {
  name: { en: '3D view', zh: '三维视图' },
  coloring: { en: 'Color points by', zh: '点云着色' },
  flat: { en: 'From above', zh: '俯视' },
  dimGround: { en: 'Dim ground', zh: '淡化地面' },
  create: { en: 'New box', zh: '新建框' },
  createHint: {
    en: 'Click an object, or drag a rectangle around it. Esc ends.',
    zh: '点击目标，或框选目标。Esc 退出。',
  },
  failed: {
    en: 'This frame could not be read. Check that the server runs, then step again.',
    zh: '无法读取该帧，请确认服务器正在运行后重试。',
  },
} as const satisfies { readonly [name: string]: Text }
