import { formatFrameRange } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { goToFinding } from '../../actions/findingActions.ts'
import { readingOf } from '../../check/readingOf.ts'
import type { NumberedFinding } from '../../store/findings.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'
import { FixedName } from './FixedName.tsx'
import { LevelMark } from './LevelMark.tsx'
import { TrackName } from './TrackName.tsx'

/** One finding: what is wrong, of which object, where, and how far beyond its limit. */
export function FindingRow({
  one,
  top,
  isCurrent,
}: {
  readonly one: NumberedFinding
  readonly top: number
  readonly isCurrent: boolean
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { finding } = one
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const isBlocking = useWorkbenchState(
    ({ checkSettings }) => checkSettings[finding.check].isBlocking,
  )
  const reading = readingOf(finding)
  const frames = formatFrameRange(finding.frames)
  const read = reading === null ? '' : t('findings.measured', reading)
  return (
    <li
      className={styles.finding}
      style={{ transform: `translateY(${top}px)` }}
      data-current={isCurrent}
      data-testid="finding"
      data-check={finding.check}
    >
      <button
        type="button"
        className={styles.choose}
        aria-pressed={isCurrent}
        title={[finding.message[language], frames, read].filter((text) => text !== '').join('\n')}
        onClick={() => goToFinding(workbench, one)}
        onPointerEnter={() =>
          workbench.store.setState({ hoveredTrackId: finding.tracks[0] ?? null })
        }
        onPointerLeave={() => workbench.store.setState({ hoveredTrackId: null })}
      >
        <LevelMark level={finding.level} isBlocking={isBlocking} />
        <span className={styles.sentence}>{finding.message[language]}</span>
        <span className={styles.facts}>
          {finding.tracks.map((id) => (
            <TrackName key={id} trackId={id} />
          ))}
          {finding.fixed?.map((id) => (
            <FixedName key={id} id={id} />
          ))}
          {finding.frames.length > 0 && (
            <span className={styles.where}>
              {t('findings.frames', { count: finding.frames.length, frames })}
            </span>
          )}
          {reading !== null && (
            <span className={styles.reading}>
              {reading.value}
              <span className={styles.limit}> / {reading.threshold}</span>
            </span>
          )}
        </span>
      </button>
    </li>
  )
}
