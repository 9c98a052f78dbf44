import { type Rgb, rgbOf } from './colorMap.ts'

/** The colors that drawings share with the interface. */
export type SceneTheme = {
  readonly isLight: boolean
  readonly ground: Rgb
  readonly line: Rgb
  readonly muted: Rgb
  readonly text: Rgb
  /** The one color of the selection. */
  readonly accent: Rgb
  /** What deserves a look. */
  readonly doubt: Rgb
  /** What must not stay. */
  readonly blocking: Rgb
}

/** The colors of the style sheet as they are now. */
export function readTheme(): SceneTheme {
  const root = document.documentElement
  const style = getComputedStyle(root)
  const token = (name: string): Rgb => rgbOf(style.getPropertyValue(name).trim())
  return {
    isLight: root.dataset.theme === 'light',
    ground: token('--ground'),
    line: token('--line-strong'),
    muted: token('--text-muted'),
    text: token('--text-strong'),
    accent: token('--accent'),
    doubt: token('--doubt'),
    blocking: token('--blocking'),
  }
}

/** A color as CSS has it, with an opacity of 0..1. */
export function cssColor([r, g, b]: Rgb, alpha = 1): string {
  return `rgb(${r} ${g} ${b} / ${alpha})`
}

/** A color's parts in 0..1, as shaders have them. */
export function unitColor([r, g, b]: Rgb): readonly [number, number, number] {
  return [r / 255, g / 255, b / 255]
}
