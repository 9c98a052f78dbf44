import * as oidc from 'openid-client'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import type { Queries } from '../db/database.ts'
import { changePerson, type Person, personByEmail, personBySubject } from './people.ts'

/** Where a company signs its people in (OpenID Connect), and what it knows us by. */
export type CompanyOptions = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where browsers reach this server: `https://labels.example`. */
  readonly publicUrl: string
}

/** Sign-in by a company: the authorization code flow with PKCE. */
export type CompanySignIn = {
  /** Where a browser goes to sign in, and what it keeps until it is back. */
  readonly begin: () => Promise<{ readonly url: string; readonly kept: Kept }>
  /**
   * Who came back.
   *
   * @throws {RefusedError} when the company does not say so, or not to this browser.
   */
  readonly end: (query: string, kept: Kept) => Promise<CompanyPerson>
}

/** What a browser keeps while it is away, so that nobody else's answer is taken for its own. */
export type Kept = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Who a company says somebody is. */
export type CompanyPerson = {
  readonly subject: string
  /** `null` where the company does not say, or has not checked it. */
  readonly email: string | null
}

/** Where the company sends browsers back to. */
export const COMPANY_BACK = '/session/company/back'

/** Sign-in by a company, whose settings are read when somebody first signs in. */
export function companySignIn(options: CompanyOptions): CompanySignIn {
  const redirect = new URL(COMPANY_BACK, options.publicUrl).href
  let found: Promise<oidc.Configuration> | null = null
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= discover(options).catch((error: unknown) => {
      // The next one asks again.
      found = null
      throw asRefused(error)
    })
    return found
  }
  return {
    begin: async () => {
      const kept = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid email profile',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, kept }
    },
    end: async (query, kept) => {
      const back = new URL(redirect)
      back.search = query
      const checks = {
        pkceCodeVerifier: kept.verifier,
        expectedState: kept.state,
        expectedNonce: kept.nonce,
        idTokenExpected: true,
      }
      const tokens = await oidc
        .authorizationCodeGrant(await configuration(), back, checks)
        .catch((error: unknown) => {
          throw asRefused(error)
        })
      const claims = tokens.claims()
      if (claims === undefined) {
        throw new RefusedError(401, accessTexts.companyFailed({ reason: 'no ID token' }))
      }
      const { email, email_verified: isChecked } = claims
      return {
        subject: `${claims.iss} ${claims.sub}`,
        email: typeof email === 'string' && isChecked === true ? email : null,
      }
    },
  }
}

/**
 * The account of somebody a company signed in: the one that is theirs already, else the one with their
 * e-mail address, which is theirs from now on.
 *
 * @throws {RefusedError} when nobody invited them.
 */
export async function personOfCompany(
  queries: Queries,
  { subject, email }: CompanyPerson,
): Promise<Person> {
  const known = await personBySubject(queries, subject)
  if (known !== null) return known
  const invited = email === null ? null : await personByEmail(queries, email)
  // An account that another subject took is not given to a second one.
  if (invited === null || invited.subject !== null) {
    throw new RefusedError(403, accessTexts.notInvited({ email: email ?? subject }))
  }
  await changePerson(queries, invited.personId, { subject })
  return { ...invited, subject }
}

async function discover(options: CompanyOptions): Promise<oidc.Configuration> {
  const issuer = new URL(options.issuer)
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(issuer.hostname)
  const plain = isHere && issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(issuer, options.clientId, options.clientSecret, undefined, {
    execute: plain,
  })
}

function asRefused(error: unknown): RefusedError {
  const reason = error instanceof Error ? error.message : String(error)
  return new RefusedError(401, accessTexts.companyFailed({ reason }))
}
