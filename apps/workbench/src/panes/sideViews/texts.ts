import type { SideViewId } from '../../tools/sideView.ts'

type Text = { readonly en: string; readonly zh: string }

/** The views' names. */
export const SIDE_VIEW_TEXT: { readonly [view in SideViewId]: Text } = {
  top: { en: 'Top', zh: '俯视' },
  side: { en: 'Side', zh: '侧视' },
  rear: { en: 'Rear', zh: '后视' },
}

/** The other words of the side views. */
export const SIDE_VIEWS_TEXT = {
  name: { en: 'Top, side and rear view', zh: '俯视、侧视、后视' },
  points: { en: 'points', zh: '点' },
  none: { en: 'Select an object to see it from three sides.', zh: '选择一个目标以查看三视图。' },
  absent: {
    en: 'This object has no box in this frame.',
    zh: '该目标在本帧中没有框。',
  },
  failed: {
    en: 'The points could not be read. Check that the server runs, then step again.',
    zh: '无法读取点云，请确认服务器正在运行后重试。',
  },
} as const satisfies { readonly [name: string]: Text }
