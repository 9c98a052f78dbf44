import { Command } from 'cmdk'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../ConnectionContext.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import { useAsked } from '../useAsked.ts'
import styles from './Palette.module.css'

/** The other clips, to be opened; nothing until the server has listed them. */
export function ClipItems({ choose }: { readonly choose: (act: () => void) => () => void }) {
  const { t } = useTranslation()
  const { server, session } = useConnection()
  const openId = useWorkbenchState(({ clip }) => clip?.id ?? null)
  const [asked] = useAsked(server.listClips)
  if (asked.state !== 'answered') return null
  const others = asked.answer.filter(({ clipId }) => clipId !== openId)
  if (others.length === 0) return null
  return (
    <Command.Group heading={t('palette.clips')}>
      {others.map(({ clipId, name, frames }) => (
        <Command.Item
          key={clipId}
          value={`clip-${clipId}`}
          keywords={[name, t('palette.clips')]}
          className={styles.item}
          onSelect={choose(() => void session.open(clipId, name))}
        >
          <Icon name="file" size={14} />
          <span className={styles.label}>{name}</span>
          <span className={styles.detail}>{t('clips.frames', { count: frames })}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}
