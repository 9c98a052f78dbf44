import {
  type AcceptanceReport,
  acceptancePage,
  economicsPage,
  failuresPage,
  type Language,
  type MarkupElement,
  type QualityFigures,
  qualityPage,
} from '@trueline/quality'
import type { Reports } from './reportsOf.ts'

/** Every page of the reports. */
export const PAGES = ['own', 'economics', 'failures', 'acceptance', 'quality'] as const
/** One of them. */
export type Page = (typeof PAGES)[number]

/** A page with what it shows. */
export type ShownReport =
  | {
      readonly page: Exclude<Page, 'quality'>
      readonly reports: Reports
      /** `null` where nothing was handed on. */
      readonly acceptance: AcceptanceReport | null
    }
  | { readonly page: 'quality'; readonly figures: QualityFigures }

/** What a page shows, for people; `null` where there is nothing to show. */
export function markupOf(shown: ShownReport, language: Language): MarkupElement | null {
  switch (shown.page) {
    case 'own':
      return shown.reports.rows.length === 0
        ? null
        : economicsPage(shown.reports.economics, language)
    case 'economics':
      return economicsPage(shown.reports.economics, language)
    case 'failures':
      return failuresPage(shown.reports.failures, language)
    case 'acceptance':
      return shown.acceptance === null ? null : acceptancePage(shown.acceptance, language)
    case 'quality':
      return qualityPage(shown.figures, language)
  }
}

/** The same for programs. */
export function dataOf(shown: ShownReport): unknown {
  switch (shown.page) {
    case 'own':
    case 'economics':
      return shown.reports.economics
    case 'failures':
      return shown.reports.failures
    case 'acceptance':
      return shown.acceptance
    case 'quality':
      return shown.figures
  }
}
