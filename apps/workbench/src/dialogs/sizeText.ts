const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes as people read it, in powers of 1000: `1.4 GB`. */
export function sizeText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`
}
