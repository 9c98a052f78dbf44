/** What a translation must have: every text of English, but for the form for one thing, which not every language has. */
export type Translation<Words> = {
  readonly [Section in keyof Words]: {
    readonly [Key in keyof Words[Section] as Key extends `${string}_one` ? never : Key]: string
  }
}
