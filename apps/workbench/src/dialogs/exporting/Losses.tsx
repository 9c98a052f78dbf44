import type { ClipId } from '@trueline/annotation'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../ConnectionContext.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import { useAsked } from '../useAsked.ts'
import own from './Exporting.module.css'

const KINDS = [
  'clip',
  'frame',
  'sensor',
  'track',
  'cuboid',
  'box2d',
  'lane',
  'mapElement',
  'link',
] as const

/** What a format cannot hold of the clip. */
export function Losses({ clipId, format }: { readonly clipId: ClipId; readonly format: string }) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const [asked] = useAsked(
    useCallback(() => server.listLosses(clipId, format), [server, clipId, format]),
  )
  const kindText = (record: string): string => {
    const kind = KINDS.find((one) => one === record)
    return kind === undefined ? record : t(`exporting.kind_${kind}`)
  }
  return (
    <section className={own.losses} aria-busy={asked.state === 'waiting'}>
      <h3 className={styles.heading}>{t('exporting.losses')}</h3>
      {asked.state === 'waiting' && <p className={styles.muted}>{t('exporting.wait')}</p>}
      {asked.state === 'failed' && (
        <p className={styles.warning}>{t('exporting.lossUnknown', { message: asked.message })}</p>
      )}
      {asked.state === 'answered' &&
        (asked.answer.length === 0 ? (
          <p className={`${styles.check} ${own.kept}`}>
            <Icon name="check" size={14} />
            {t('exporting.lossNone')}
          </p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
          <section className={styles.tableFrame} aria-label={t('exporting.losses')} tabIndex={0}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('exporting.record')}</th>
                  <th scope="col" className={styles.number}>
                    {t('exporting.count')}
                  </th>
                  <th scope="col">{t('exporting.why')}</th>
                </tr>
              </thead>
              <tbody>
                {asked.answer.map(({ record, field, count, why }) => (
                  <tr key={`${record} ${field.en} ${why.en}`}>
                    <td>
                      {kindText(record)} · {field[language]}
                    </td>
                    <td className={styles.number}>{count}</td>
                    <td>{why[language]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
    </section>
  )
}
