import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret of 256 random bits, as text that fits cookies, headers and addresses. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a secret: from it nobody gets back to the secret, which is random. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Whether this is the secret that was stored so; takes as long whatever differs. */
export function isSecretOf(secret: string, hash: string): boolean {
  const [given, stored] = [Buffer.from(hashOfSecret(secret)), Buffer.from(hash)]
  return given.length === stored.length && timingSafeEqual(given, stored)
}

/** An id of an organisation's with a secret, in one text: `tenant.id.secret`. */
export type KeyParts = { readonly tenant: string; readonly id: string; readonly secret: string }

/** The text of a key. */
export function keyText({ tenant, id, secret }: KeyParts): string {
  return `${tenant}.${id}.${secret}`
}

/** The parts of a key; `null` where a text is none. */
export function parseKey(text: string): KeyParts | null {
  const match = /^([\w-]{1,64})\.([\w-]{1,64})\.([\w-]{43})$/.exec(text)
  if (match === null) return null
  const [, tenant = '', id = '', secret = ''] = match
  return { tenant, id, secret }
}
