import type { Clip } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './dialogs.module.css'
import { ExportForm } from './exporting/ExportForm.tsx'
import { useAsked } from './useAsked.ts'

/** The open clip's labels on their way out, with what the chosen format cannot hold said first. */
export function ExportDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server } = useConnection()
  const clip = useWorkbenchState((state) => state.clip)
  const [formats, askAgain] = useAsked(server.listFormats)
  const close = (): void => store.setState({ dialog: null })
  if (clip !== null && formats.state === 'answered') {
    const written = formats.answer.filter(({ writes }) => writes !== null)
    return (
      <ExportForm clip={clip} formats={written} first={firstFormat(clip, written)} close={close} />
    )
  }
  return (
    <Dialog
      title={t('exporting.title')}
      onClose={close}
      footer={
        formats.state === 'failed' ? (
          <Button onClick={askAgain}>{t('exporting.retry')}</Button>
        ) : undefined
      }
    >
      <p className={styles.muted}>
        {clip === null
          ? t('exporting.noClip')
          : formats.state === 'failed'
            ? t('exporting.unreachable', { message: formats.message })
            : t('exporting.wait')}
      </p>
    </Dialog>
  )
}

/** The format the clip came in, else the first there is. */
function firstFormat(
  { format }: Pick<Clip, 'format'>,
  formats: readonly { readonly id: string }[],
): string {
  return (formats.find(({ id }) => id === format) ?? formats[0])?.id ?? ''
}
