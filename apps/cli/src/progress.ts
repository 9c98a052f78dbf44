/** Says how far a command is, on standard error. */
export type Progress = {
  /** `total` 0: nobody knows. */
  readonly at: (stage: string, done: number, total: number) => void
  /** Takes the bar away; call before anything else is printed. */
  readonly end: () => void
}

/** Between two lines where nobody watches a bar. */
const LINE_MS = 2000
/** A bar that moves faster than this only costs. */
const BAR_MS = 50
const BAR_CHARS = 24

/** A bar on a terminal; lines, not too many, elsewhere. */
export function openProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let shownStage = ''
  let shownAtMs = 0
  const pauseMs = stream.isTTY ? BAR_MS : LINE_MS
  return {
    at: (stage, done, total) => {
      const nowMs = Date.now()
      const isLast = total > 0 && done === total
      if (stage === shownStage && !isLast && nowMs - shownAtMs < pauseMs) return
      shownStage = stage
      shownAtMs = nowMs
      const text = `${stage}${total > 0 ? ` ${done}/${total}` : done > 0 ? ` ${done}` : ''}`
      stream.write(stream.isTTY ? `\r\x1b[K${barOf(done, total)}${text}` : `${text}\n`)
    },
    end: () => {
      if (stream.isTTY && shownStage !== '') stream.write('\r\x1b[K')
      shownStage = ''
    },
  }
}

function barOf(done: number, total: number): string {
  if (total === 0) return ''
  const full = Math.round((BAR_CHARS * Math.min(done, total)) / total)
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_CHARS - full)}] `
}
