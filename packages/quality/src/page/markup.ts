/** A piece of a page: text, or an element of HTML or SVG. Data, so that it is drawn wherever pages are. */
export type Markup = string | MarkupElement

/** An element. Attributes are those of HTML and SVG, spelled as there; text needs no escapes. */
export type MarkupElement = {
  readonly tag: string
  readonly attributes: { readonly [name: string]: string | number }
  readonly children: readonly Markup[]
}

/** An element of a page. */
export function el(
  tag: string,
  attributes: MarkupElement['attributes'],
  children: readonly Markup[] = [],
): MarkupElement {
  return { tag, attributes, children }
}

/** The HTML of a piece; whatever is in its texts stays text. */
export function htmlOf(markup: Markup): string {
  if (typeof markup === 'string') return escaped(markup)
  const { tag, attributes, children } = markup
  const inside = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('')
  return `<${tag}${inside}>${children.map(htmlOf).join('')}</${tag}>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
