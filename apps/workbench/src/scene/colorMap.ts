/** Red, green and blue, each 0..255. */
export type Rgb = readonly [r: number, g: number, b: number]

/** How a map runs: from low to high, lightness in 0..1 and hue in degrees; `chroma` in its middle. */
export type ColorMapPath = {
  readonly lightness: readonly [low: number, high: number]
  readonly hueDeg: readonly [low: number, high: number]
  readonly chroma: number
}

/** On a dark ground: blue over teal and green to pale yellow, so that high values stand out. */
export const DARK_MAP: ColorMapPath = { lightness: [0.5, 0.95], hueDeg: [275, 95], chroma: 0.14 }

/** On a light ground the same hues, from pale to deep. */
export const LIGHT_MAP: ColorMapPath = { lightness: [0.74, 0.34], hueDeg: [95, 290], chroma: 0.13 }

/**
 * A color map of `count` sRGB colors whose lightness grows evenly for the eye: a straight line in
 * Oklch (Ottosson, "A perceptual color space for image processing", 2020), with less chroma towards
 * both ends, where sRGB holds less.
 */
export function colorMap(path: ColorMapPath, count: number): readonly Rgb[] {
  return Array.from({ length: count }, (_, index) => {
    const ratio = index / (count - 1)
    const along = ([low, high]: readonly [number, number]): number => low + (high - low) * ratio
    const chroma = path.chroma * (0.75 + 0.25 * Math.sin(Math.PI * ratio))
    return fromOklch(along(path.lightness), chroma, (along(path.hueDeg) * Math.PI) / 180)
  })
}

/** Red, green and blue of `#rrggbb`, each 0..255; white where it is none. */
export function rgbOf(hex: string): Rgb {
  const value = /^#[0-9a-f]{6}$/i.test(hex) ? Number.parseInt(hex.slice(1), 16) : 0xffffff
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos(hue)
  const b = chroma * Math.sin(hue)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    toSrgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toSrgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toSrgb(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function toSrgb(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
  return Math.round(255 * Math.min(1, Math.max(0, value)))
}
