import { useMemo } from 'react'
import own from '../people/people.module.css'
import { type Block, blocksOf, type Span } from './markdown.ts'

/** A text in Markdown. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text])
  return (
    <div className={own.guidelines}>
      {blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their place.
        <BlockView key={at} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading': {
      // The dialog's own headings stand above them.
      const Heading = block.level === 1 ? 'h4' : 'h5'
      return (
        <Heading>
          <Spans spans={block.spans} />
        </Heading>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      )
    case 'list': {
      const List = block.isOrdered ? 'ol' : 'ul'
      return (
        <List>
          {block.items.map((spans, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place.
            <li key={at}>
              <Spans spans={spans} />
            </li>
          ))}
        </List>
      )
    }
    case 'code':
      return <pre>{block.text}</pre>
  }
}

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return spans.map((span, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words have nothing but their place.
    <SpanView key={at} span={span} />
  ))
}

function SpanView({ span: { text, look, href } }: { readonly span: Span }) {
  if (href !== null) {
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {text}
      </a>
    )
  }
  switch (look) {
    case 'plain':
      return text
    case 'strong':
      return <strong>{text}</strong>
    case 'emphasis':
      return <em>{text}</em>
    case 'code':
      return <code>{text}</code>
  }
}
