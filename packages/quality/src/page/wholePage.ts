import { htmlOf, type MarkupElement } from './markup.ts'
import { PAGE_STYLE } from './pageStyle.ts'
import type { Language } from './parts.ts'

/** A page by itself: HTML that asks for nothing else, runs nothing, and prints. */
export function wholePage(page: MarkupElement, title: string, language: Language): string {
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    htmlOf({ tag: 'title', attributes: {}, children: [title] }),
    `<style>${PAGE_STYLE}body { margin: 0; }</style>`,
    `</head><body>${htmlOf(page)}</body></html>\n`,
  ].join('\n')
}
