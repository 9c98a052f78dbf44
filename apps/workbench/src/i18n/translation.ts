import type { en } from './en.ts'

/** What a translation must have: every text of English, but for the form for one thing, which not every language has. */
export type Translation = {
  readonly [Section in keyof typeof en]: {
    readonly [Key in keyof (typeof en)[Section] as Key extends `${string}_one`
      ? never
      : Key]: string
  }
}
