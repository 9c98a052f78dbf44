import { formatFrameRange } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../messageOf.ts'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import type { MoveAnswer } from '../../work/task.ts'
import styles from '../dialogs.module.css'
import own from './task.module.css'

/** So many are named. */
const NAMED = 5

/** Why a task was not moved: what the server found, who was faster, or that it was not reached. */
export function Refused({ answer }: { readonly answer: MoveAnswer | Error }) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  if (answer instanceof Error) {
    return (
      <p className={styles.problem} role="alert">
        {messageOf(answer)}
      </p>
    )
  }
  switch (answer.outcome) {
    case 'moved':
      return null
    case 'unfit': {
      const state = t(`work.state_${answer.task.state}`)
      return (
        <p className={styles.warning} role="alert">
          {t('work.unfit', { state })}
        </p>
      )
    }
    case 'changed':
      return (
        <p className={styles.warning} role="alert">
          {t('work.changed')}
        </p>
      )
    case 'tryAgain': {
      const right = shareText(answer.right)
      const least = shareText(answer.least)
      return (
        <p className={styles.warning} role="alert" data-testid="tryAgain">
          {t('work.tryAgain', { right, least, count: answer.triesLeft })}
        </p>
      )
    }
    case 'blocked':
      return (
        <div className={styles.problem} role="alert" data-testid="blocked">
          <strong>{t('work.blocked', { count: answer.count })}</strong>
          <ul className={own.list}>
            {answer.findings.slice(0, NAMED).map(({ check, tracks, frames, message }) => (
              <li key={`${check} ${tracks.join(' ')} ${frames.join(' ')}`}>
                {message[language]}
                {frames.length > 0 && (
                  <span className={styles.muted}>
                    {' '}
                    {t('work.frames', { frames: formatFrameRange(frames) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )
  }
}

/** Never rounded up to what is asked for. */
function shareText(share: number): string {
  return `${Math.floor(100 * share)} %`
}
