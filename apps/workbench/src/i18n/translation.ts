import type { useTranslation } from 'react-i18next'

/** What a translation must have: every text of English, but for the form for one thing, which not every language has. */
export type Translation<Words> = {
  readonly [Section in keyof Words]: {
    readonly [Key in keyof Words[Section] as Key extends `${string}_one` ? never : Key]: string
  }
}

/** What gives the words of the interface: the `t` of `useTranslation`, to be handed on. */
export type Translate = ReturnType<typeof useTranslation<'translation', undefined>>['t']
