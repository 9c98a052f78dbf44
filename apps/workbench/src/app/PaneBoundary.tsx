import { Component, type ReactNode } from 'react'
import { texts } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import styles from './PaneBoundary.module.css'

type Props = { readonly children: ReactNode }

/** Keeps an error in one pane from taking the others away; React knows only classes for this. */
export class PaneBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false }

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children
    return (
      <div className={styles.failed} role="alert">
        <h2>{texts.t('app.failedTitle')}</h2>
        <p>{texts.t('app.failedText')}</p>
        <Button onClick={() => this.setState({ hasFailed: false })}>{texts.t('app.again')}</Button>
      </div>
    )
  }
}
