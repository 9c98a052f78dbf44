import type { Message } from '@trueline/annotation'

/** What the address says somebody came for: an invitation to open, or the company's refusal. */
export type Arrival =
  | { readonly kind: 'plain' }
  | { readonly kind: 'invitation'; readonly key: string }
  | { readonly kind: 'refused'; readonly why: Message }

/**
 * What a page's hash says. A key stands behind the hash because browsers keep that to themselves: it is
 * in no log and in no referrer.
 */
export function arrivalIn(hash: string): Arrival {
  const told = new URLSearchParams(hash.replace(/^#/, ''))
  const key = told.get('invitation')
  if (key) return { kind: 'invitation', key }
  const why = messageIn(told.get('refused'))
  return why === null ? { kind: 'plain' } : { kind: 'refused', why }
}

/** The address of a page that opens an invitation. */
export function invitationUrl(origin: string, key: string): string {
  return `${origin}/#invitation=${encodeURIComponent(key)}`
}

function messageIn(text: string | null): Message | null {
  try {
    const found = JSON.parse(text ?? '') as Partial<Message> | null
    const { en, zh } = found ?? {}
    return typeof en === 'string' && typeof zh === 'string' ? { en, zh } : null
  } catch {
    return null
  }
}
