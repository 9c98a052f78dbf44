import type { StoreApi } from 'zustand/vanilla'
import { texts } from '../i18n/i18n.ts'
import type { Preferences, WorkbenchState } from '../store/state.ts'

/** Keeps the page's language and theme as the person prefers them. */
export function followPreferences(store: StoreApi<WorkbenchState>): void {
  const apply = ({ language, theme }: Preferences): void => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset.theme = theme
    // Both languages are at hand, so this is done before it returns.
    void texts.changeLanguage(language)
  }
  apply(store.getState().preferences)
  store.subscribe(({ preferences }, before) => {
    if (preferences !== before.preferences) apply(preferences)
  })
}
