import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './Button.tsx'
import styles from './Dialog.module.css'
import { LayerContext } from './layer.ts'

/**
 * A modal dialog over the whole window: the browser's own, which keeps the focus inside, closes on
 * Escape and gives the focus back.
 */
export function Dialog({
  title,
  onClose,
  width = 'medium',
  footer,
  children,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly width?: 'narrow' | 'medium' | 'wide'
  /** Buttons at the bottom, the main one last. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const titleId = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const [layer, setLayer] = useState<HTMLElement | null>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    // Else the browser focuses the first button, which closes it.
    if (dialog?.querySelector('[autofocus]') === null) dialog.focus()
    setLayer(dialog)
    return () => dialog?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a click beside the dialog does.
    <dialog
      ref={ref}
      className={styles.dialog}
      data-width={width}
      aria-labelledby={titleId}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <LayerContext value={layer}>
        <div className={styles.sheet}>
          <header className={styles.header}>
            <h2 id={titleId}>{title}</h2>
            <IconButton icon="cross" label={t('dialog.close')} onClick={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </div>
      </LayerContext>
    </dialog>
  )
}
