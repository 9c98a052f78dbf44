/** The theme's colors as the timeline's canvas needs them. */
export type TimelineTheme = { readonly [name in keyof typeof TOKENS]: string }

const TOKENS = {
  panel: '--panel',
  hover: '--hover',
  line: '--line-strong',
  text: '--text-color',
  strong: '--text-strong',
  muted: '--text-muted',
  accent: '--accent',
  accentSoft: '--accent-soft',
  doubt: '--doubt',
  accepted: '--accepted',
} as const

/** The colors of the style sheet as they are now. */
export function readTimelineTheme(): TimelineTheme {
  const style = getComputedStyle(document.documentElement)
  const color = (name: keyof typeof TOKENS): string => style.getPropertyValue(TOKENS[name]).trim()
  return {
    panel: color('panel'),
    hover: color('hover'),
    line: color('line'),
    text: color('text'),
    strong: color('strong'),
    muted: color('muted'),
    accent: color('accent'),
    accentSoft: color('accentSoft'),
    doubt: color('doubt'),
    accepted: color('accepted'),
  }
}
