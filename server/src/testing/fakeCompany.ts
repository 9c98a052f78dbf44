import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A company's sign-in on this machine, as OpenID Connect has it; it signs in whoever it is told to. */
export type FakeCompany = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who signs in next, by claims. */
  readonly person: Record<string, unknown>
  readonly close: () => void
}

type Asked = { readonly nonce: string; readonly challenge: string; readonly redirect: string }

/** A company that hands out codes for whoever comes, and checks what it is told when they are redeemed. */
export async function fakeCompany(): Promise<FakeCompany> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const [clientId, clientSecret] = ['trueline', 'a secret between us']
  const person: Record<string, unknown> = {}
  const asked = new Map<string, Asked>()
  const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const idToken = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 60, nonce, ...person }
    const text = `${base64({ alg: 'RS256', kid: 'k' })}.${base64(claims)}`
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
  }
  const answers: Record<string, (url: URL, body: URLSearchParams) => object | string | null> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    }),
    '/jwks': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig' }] }),
    '/authorize': ({ searchParams: told }) => {
      const [code, redirect] = [randomUUID(), told.get('redirect_uri') ?? '']
      const challenge = told.get('code_challenge') ?? ''
      asked.set(code, { nonce: told.get('nonce') ?? '', challenge, redirect })
      const back = new URL(redirect)
      back.search = new URLSearchParams({ code, state: told.get('state') ?? '' }).toString()
      return back.href
    },
    '/token': (_, told) => {
      const one = asked.get(told.get('code') ?? '')
      asked.delete(told.get('code') ?? '')
      const verifier = told.get('code_verifier') ?? ''
      const isRight =
        one?.challenge === createHash('sha256').update(verifier).digest('base64url') &&
        one.redirect === told.get('redirect_uri') &&
        told.get('client_secret') === clientSecret
      if (!isRight) return null
      return { access_token: 'x', token_type: 'Bearer', id_token: idToken(one.nonce) }
    },
  }
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', issuer)
    let body = ''
    for await (const piece of request) body += String(piece)
    const found = answers[url.pathname]?.(url, new URLSearchParams(body)) ?? null
    if (typeof found === 'string') response.writeHead(302, { location: found }).end()
    else {
      const type = { 'content-type': 'application/json' }
      response.writeHead(found === null ? 400 : 200, type)
      response.end(JSON.stringify(found ?? { error: 'invalid_grant' }))
    }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = (): void => void server.close()
  return { issuer, clientId, clientSecret, person, close }
}
