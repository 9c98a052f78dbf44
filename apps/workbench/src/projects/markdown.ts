/** A block of a text in Markdown. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | {
      readonly kind: 'list'
      readonly isOrdered: boolean
      readonly items: readonly (readonly Span[])[]
    }
  | { readonly kind: 'code'; readonly text: string }

/** Words of one look. */
export type Span = {
  readonly text: string
  readonly look: 'plain' | 'strong' | 'emphasis' | 'code'
  /** Where a link leads; `null` for no link. */
  readonly href: string | null
}

/**
 * The blocks of a text: headings, paragraphs, lists, code, and in them strong and emphasised words, code
 * and links, as CommonMark has them. What is not among these, tags above all, stays the text it is: what
 * somebody wrote never becomes markup. Links lead to web pages only.
 */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (/^```/.test(line)) {
      const end = lines.findIndex((other, index) => index > at && /^```\s*$/.test(other))
      const last = end === -1 ? lines.length : end
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') })
      at = last + 1
    } else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length, spans: spansOf(heading[2]!) })
      at += 1
    } else if (ITEM.test(line)) {
      const isOrdered = /^\s*\d/.test(line)
      const items: (readonly Span[])[] = []
      for (; at < lines.length && ITEM.test(lines[at]!); at++) {
        items.push(spansOf(lines[at]!.replace(ITEM, '')))
      }
      blocks.push({ kind: 'list', isOrdered, items })
    } else if (line.trim() === '') at += 1
    else {
      const end = lines.findIndex((other, index) => index > at && STARTS.test(other))
      const last = end === -1 ? lines.length : end
      blocks.push({ kind: 'paragraph', spans: spansOf(lines.slice(at, last).join(' ')) })
      at = last
    }
  }
  return blocks
}

const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/
/** What ends a paragraph. */
const STARTS = /^(?:\s*$|#{1,6}\s|```|\s*(?:[-*+]|\d+[.)])\s)/

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g

function spansOf(text: string): readonly Span[] {
  const spans: Span[] = []
  let seen = 0
  for (const match of text.matchAll(SPAN)) {
    const [whole, code, strong, emphasis, link, href] = match
    if (match.index > seen) spans.push(plain(text.slice(seen, match.index)))
    if (code !== undefined) spans.push({ text: code, look: 'code', href: null })
    else if (strong !== undefined) spans.push({ text: strong, look: 'strong', href: null })
    else if (emphasis !== undefined) spans.push({ text: emphasis, look: 'emphasis', href: null })
    else spans.push({ text: link ?? '', look: 'plain', href: href ?? null })
    seen = match.index + whole.length
  }
  if (seen < text.length) spans.push(plain(text.slice(seen)))
  return spans
}

const plain = (text: string): Span => ({ text, look: 'plain', href: null })
