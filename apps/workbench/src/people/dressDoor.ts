import { texts } from '../i18n/i18n.ts'
import { keptPreferences, PREFERENCES_KEY } from '../store/preferencesSlice.ts'

/** Gives the page before the workbench the language and theme that this browser had last. */
export async function dressDoor(): Promise<void> {
  try {
    const { theme, language } = keptPreferences(localStorage)
    const isNew = localStorage.getItem(PREFERENCES_KEY) === null
    const isChinese = isNew ? /^zh/i.test(navigator.language) : language === 'zh'
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = isChinese ? 'zh-CN' : 'en'
    await texts.changeLanguage(isChinese ? 'zh' : 'en')
  } catch {
    // A browser that keeps nothing has the looks of a new person.
  }
}
