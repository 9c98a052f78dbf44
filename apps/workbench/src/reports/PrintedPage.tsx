import type { MarkupElement } from '@trueline/quality'
import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import { nodeOf } from './MarkupView.tsx'
import styles from './Reports.module.css'

/**
 * A page that lies beside the window, seen by printers alone, which are given it at once: what a browser
 * calls printing makes the PDF.
 */
export function PrintedPage({
  page,
  title,
  onEnd,
}: {
  readonly page: MarkupElement
  /** What the file is called. */
  readonly title: string
  readonly onEnd: () => void
}) {
  useEffect(() => {
    const before = document.title
    document.title = title
    document.documentElement.dataset.printing = ''
    window.addEventListener('afterprint', onEnd, { once: true })
    window.print()
    return () => {
      window.removeEventListener('afterprint', onEnd)
      delete document.documentElement.dataset.printing
      document.title = before
    }
  }, [title, onEnd])
  return createPortal(<div className={styles.printed}>{nodeOf(page, 0)}</div>, document.body)
}
