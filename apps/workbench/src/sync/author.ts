/** Who made an edit: a browser, and the name its person goes by. */
export type Author = { readonly id: string; readonly name: string }

const SEPARATOR = ' · '

/** The author as it is sent and stored: `Li Wei · 7f3a9c21`. */
export function authorText({ id, name }: Author): string {
  return name === '' ? id : `${name}${SEPARATOR}${id}`
}

/** The author of a stored edit; a text of another make, such as an importer's, is its own name and id. */
export function parseAuthor(text: string): Author {
  const at = text.lastIndexOf(SEPARATOR)
  if (at === -1) return { id: text, name: '' }
  return { id: text.slice(at + SEPARATOR.length), name: text.slice(0, at) }
}
