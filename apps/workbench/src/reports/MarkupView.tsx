import { type Markup, type MarkupElement, PAGE_STYLE } from '@trueline/quality'
import { createElement, type ReactNode, useEffect } from 'react'
import styles from './Reports.module.css'

/** A page of the quality package, in the workbench's colors. */
export function MarkupView({ page }: { readonly page: MarkupElement }) {
  useEffect(() => {
    // A sheet that is made by the page is no inline style: the content policy lets it be.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(PAGE_STYLE)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  }, [])
  return <div className={styles.page}>{nodeOf(page, 0)}</div>
}

/** A piece of a page as React draws it. */
export function nodeOf(markup: Markup, key: number): ReactNode {
  if (typeof markup === 'string') return markup
  const { tag, attributes, children } = markup
  const props = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [propOf(name), value]),
  )
  return createElement(tag, { ...props, key }, ...children.map(nodeOf))
}

/** What React calls an attribute of HTML or SVG. */
function propOf(name: string): string {
  if (name === 'class') return 'className'
  if (name.startsWith('aria-') || name.startsWith('data-')) return name
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
