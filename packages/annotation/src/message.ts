/** The same text in both languages of the interface. */
export type Message = { readonly en: string; readonly zh: string }

/** The names between braces in a text: `count` of `{count} files`. */
type Slot<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slot<Rest>
  : never

/** What fills a text's slots: data as it is, or another text in the same language. */
type Values<Name extends string> = { readonly [Key in Name]: string | number | Message }

/** A text with slots: called with what fills them. */
export type Template<Name extends string = string> = ((values: Values<Name>) => Message) & {
  readonly text: Message
}

/** A text whose translation has the slots of the English one; an error that says so for others. */
type Translated<Text extends Message> = [Slot<Text['en']>, Slot<Text['zh']>] extends [
  Slot<Text['zh']>,
  Slot<Text['en']>,
]
  ? Text
  : { readonly en: string; readonly zh: 'a text with the slots of the English one' }

/** The texts of a catalogue as they are said: those with slots are called with their values. */
type Sayable<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends Message
    ? [Slot<Texts[Key]['en']>] extends [never]
      ? Message
      : Template<Slot<Texts[Key]['en']>>
    : never
}

/**
 * A catalogue of texts by key. A slot in braces that is not filled, or that one language alone has, is
 * an error of types.
 */
export function catalogue<const Texts extends { readonly [key: string]: Message }>(
  texts: Texts & { readonly [Key in keyof Texts]: Translated<Texts[Key]> },
): Sayable<Texts> {
  const entries = Object.entries<Message>(texts).map(([key, text]) => [
    key,
    /\{\w+\}/.test(text.en) ? template(text) : text,
  ])
  // The two agree on what a slot is; types cannot see that.
  return Object.fromEntries(entries) as Sayable<Texts>
}

/** Data that reads the same in every language: a path, a pointer, a number, what a file says. */
export function verbatim(value: string | number): Message {
  return { en: String(value), zh: String(value) }
}

/** Texts one after the other; verbatim ones between them. */
export function joined(parts: readonly Message[], between: Message = verbatim(', ')): Message {
  return {
    en: parts.map(({ en }) => en).join(between.en),
    zh: parts.map(({ zh }) => zh).join(between.zh),
  }
}

function template(text: Message): Template {
  const fill = (language: keyof Message, values: Values<string>): string =>
    text[language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? ''
      return typeof value === 'object' ? value[language] : String(value)
    })
  const say = (values: Values<string>): Message => ({
    en: fill('en', values),
    zh: fill('zh', values),
  })
  return Object.assign(say, { text })
}
