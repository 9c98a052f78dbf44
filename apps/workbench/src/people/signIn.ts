import type { Message } from '@trueline/annotation'

/** An account to be made. */
export type NewAccount = {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The server did not let somebody in, in both languages. */
export class NotSignedInError extends Error {
  override readonly name = 'NotSignedInError'
  readonly why: Message | null

  constructor(why: Message | null, status: number) {
    super(why?.en ?? `The server answered with ${status}`)
    this.why = why
  }
}

/** Signs this browser in. Rejects with `NotSignedInError` when the server says no. */
export const signIn = (email: string, password: string): Promise<void> =>
  send('POST', '/session', { email, password })

/** Signs this browser out. */
export const signOut = (): Promise<void> => send('DELETE', '/session', null)

/** Makes the first owner and signs them in. */
export const setUp = (account: NewAccount & { readonly organisation: string }): Promise<void> =>
  send('POST', '/session/first', account)

/** Opens an invitation, as whoever is signed in (`null`) or with a new account, and signs them in. */
export const join = (key: string, account: NewAccount | null): Promise<void> =>
  send('POST', '/session/invitation', { key, account })

/** Where a browser goes to sign in at its company. */
export const COMPANY_URL = '/session/company'

async function send(method: string, path: string, body: object | null): Promise<void> {
  const content = body === null ? {} : { body: JSON.stringify(body) }
  const headers = body === null ? {} : { 'content-type': 'application/json' }
  const response = await fetch(path, { method, headers, ...content })
  if (response.ok) return
  const answer = (await response.json().catch(() => null)) as { readonly why?: Message } | null
  throw new NotSignedInError(answer?.why ?? null, response.status)
}
