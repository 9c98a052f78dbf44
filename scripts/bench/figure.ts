/** One measured figure. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What it is held against, measured in the same run; `null` for a figure that stands alone. */
  readonly against: { readonly name: string; readonly value: number } | null
  /** What is wanted of it, in words: `<= 1.5x`; empty where nothing is. */
  readonly wanted: string
  readonly isMet: boolean | null
}

/** The `share` quantile of some numbers, 0.5 the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.floor(share * sorted.length))
  return sorted[at] ?? Number.NaN
}

/** A figure that must stay within `times` its floor. */
export function ratioFigure(
  name: string,
  measured: { readonly value: number; readonly floor: number; readonly floorName: string },
  limit: { readonly unit: string; readonly times: number },
): Figure {
  const { value, floor, floorName } = measured
  return {
    name,
    value,
    unit: limit.unit,
    against: { name: floorName, value: floor },
    wanted: `<= ${limit.times}x`,
    isMet: value <= floor * limit.times,
  }
}

/** Milliseconds of each of `runs` calls, after `warmUps` that do not count. */
export async function timeEach(
  work: () => unknown,
  { runs, warmUps }: { readonly runs: number; readonly warmUps: number },
): Promise<number[]> {
  const times: number[] = []
  for (let run = -warmUps; run < runs; run++) {
    const start = performance.now()
    await work()
    if (run >= 0) times.push(performance.now() - start)
  }
  return times
}

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, against, wanted, isMet }) => [
    name,
    `${round(value)} ${unit}`,
    against ? `${round(against.value)} (${against.name})` : '',
    against && against.value !== 0 ? `${round(value / against.value)}x` : '',
    wanted,
    isMet === null ? '' : isMet ? 'met' : 'NOT MET',
  ])
  const head = ['figure', 'measured', 'against', 'ratio', 'wanted', '']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function round(value: number): string {
  return value.toPrecision(3).includes('e')
    ? value.toFixed(0)
    : String(Number(value.toPrecision(3)))
}
