import type { Message } from '@trueline/annotation'

/** How a refusal is told over HTTP. */
export type RefusedStatus = 400 | 401 | 403 | 404 | 409 | 429 | 503

/** What somebody may not do, or cannot as things stand; said to them in both languages. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly status: RefusedStatus
  readonly why: Message

  constructor(status: RefusedStatus, why: Message) {
    super(why.en)
    this.status = status
    this.why = why
  }
}
