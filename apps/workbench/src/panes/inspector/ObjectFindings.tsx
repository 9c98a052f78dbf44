import { cuboidId, type Track } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { goToFinding } from '../../actions/findingActions.ts'
import type { Translate } from '../../i18n/translation.ts'
import { findingIndex } from '../../store/findings.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { LevelMark } from '../findings/LevelMark.tsx'
import styles from './ObjectFindings.module.css'

/** More than these are read in the pane of findings. */
const SHOWN = 6

/** What the checks found of the selected object, the worst first; what shows in this frame stands out. */
export function ObjectFindings({ track }: { readonly track: Track }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const found = useWorkbenchState(({ findings }) => findingIndex(findings).byTrack.get(track.id))
  const frame = useWorkbenchState((state) => state.frame)
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const doubt = useWorkbenchState(
    useShallow((state) => ({
      track: state.doubt.byTrack.get(track.id),
      here: state.doubt.byCuboid.get(cuboidId(track.id, state.frame)),
    })),
  )
  if (found === undefined && doubt.track === undefined) return null
  const list = found?.findings ?? []
  return (
    <section className={styles.findings} aria-label={t('findings.inspector')}>
      <h3>
        {t('findings.count', { count: list.length })}
        {doubt.track !== undefined && ` · ${doubtText(t, doubt.track, doubt.here)}`}
      </h3>
      <ul>
        {list.slice(0, SHOWN).map((one) => (
          <li key={one.number}>
            <button
              type="button"
              data-here={one.finding.frames.includes(frame)}
              title={one.finding.message[language]}
              onClick={() => goToFinding(workbench, one)}
            >
              <LevelMark level={one.finding.level} />
              <span>{one.finding.message[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function doubtText(t: Translate, track: number, here: number | undefined): string {
  const percent = (value: number): number => Math.round(value * 100)
  if (here === undefined) return t('findings.doubt', { percent: percent(track) })
  return t('findings.doubtHere', { track: percent(track), here: percent(here) })
}
