import { useTranslation } from 'react-i18next'
import { AccountButton } from '../people/AccountButton.tsx'
import { useMay } from '../people/usePeople.ts'
import { selectedTrack } from '../store/selectors.ts'
import { ActionIconButton } from '../ui/ActionButton.tsx'
import { Hint, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { LayoutMenu } from './LayoutMenu.tsx'
import { ReadOnlyBadge } from './ReadOnlyBadge.tsx'
import { TaskButton } from './TaskButton.tsx'
import styles from './TopBar.module.css'

/** The clip's name, and what concerns the whole of it. */
export function TopBar() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const name = useWorkbenchState(({ clip }) => clip?.name ?? null)
  const { theme, language } = useWorkbenchState(({ preferences }) => preferences)
  const undoCount = useWorkbenchState(({ history }) => history.undo.length)
  const redoCount = useWorkbenchState(({ history }) => history.redo.length)
  const hasSelection = useWorkbenchState((state) => selectedTrack(state) !== null)
  const { prefer } = store.getState()
  const may = useMay()
  return (
    <header className={styles.bar}>
      <h1 className={styles.brand}>Trueline</h1>
      <Hint label={t('app.openClip')}>
        <button
          type="button"
          className={styles.clip}
          data-testid="clipName"
          onClick={() => store.setState({ dialog: 'clips', isPlaying: false })}
        >
          <span>{name ?? t('status.noClip')}</span>
          <Icon name="down" size={12} />
        </button>
      </Hint>
      {may('clip.import') && <ActionIconButton id="import" icon="import" />}
      {may('export.losses') && (
        <ActionIconButton id="export" icon="export" isDisabled={name === null} />
      )}
      <ActionIconButton id="queue" icon="tasks" />
      <TaskButton />
      <ReadOnlyBadge />
      <span className={styles.rule} />
      <ActionIconButton id="undo" icon="undo" isDisabled={undoCount === 0} />
      <ActionIconButton id="redo" icon="redo" isDisabled={redoCount === 0} />
      <span className={styles.space} />
      <button
        type="button"
        className={styles.commands}
        onClick={() => store.setState({ dialog: 'palette' })}
      >
        <Icon name="search" size={12} />
        <span>{t('app.commands')}</span>
      </button>
      <ActionIconButton id="batch" icon="columns" isDisabled={!hasSelection} />
      <LayoutMenu />
      <button
        type="button"
        className={styles.language}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => prefer({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {language === 'zh' ? 'EN' : '中文'}
      </button>
      <IconButton
        icon={theme === 'dark' ? 'sun' : 'moon'}
        label={t('app.theme')}
        onClick={() => prefer({ theme: theme === 'dark' ? 'light' : 'dark' })}
      />
      <ActionIconButton id="keys" icon="keyboard" />
      <ActionIconButton id="settings" icon="settings" />
      <AccountButton />
    </header>
  )
}
