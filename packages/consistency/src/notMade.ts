import type { CheckId, Finding } from './finding.ts'
import type { CheckSettings } from './settings.ts'

/** That a check could not be made, as a finding: the others go on. */
export function notMade(
  id: CheckId,
  settings: CheckSettings,
  error: unknown,
): Omit<Finding, 'tracks' | 'frames'> {
  const why = error instanceof Error ? error.message : String(error)
  const message = {
    en: `Check ${id} could not be made: ${why}`,
    zh: `检查 ${id} 未能完成：${why}`,
  }
  return { check: 'A0', level: settings.A0.level, value: 1, threshold: 0, message, mend: null }
}
