import { eq, sql } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import { type Caller, firstRunOwner, type Member, STRANGER } from '../access/caller.ts'
import type { Credentials } from '../access/credentials.ts'
import { RefusedError } from '../access/refused.ts'
import { type Queries, TENANT } from '../db/database.ts'
import { organisations } from '../db/peopleSchema.ts'
import { tokenMember } from './apiTokens.ts'
import { writeAudit } from './auditLog.ts'
import { readInvitation, useInvitation } from './invitations.ts'
import { hashPassword, isPasswordOf } from './passwords.ts'
import {
  addMember,
  addPerson,
  isNobodyThere,
  organisationsOf,
  type Person,
  personByEmail,
  personById,
} from './people.ts'
import { hashOfSecret, type KeyParts, parseKey } from './secrets.ts'
import { openSession, sessionMember } from './sessions.ts'
import { createSignInLimits, type SignInLimits } from './signInLimits.ts'

/** Accounts of an installation: who asks, and how they come to be known. */
export type Accounts = {
  /** Counts failed tries of a password, wherever one is asked for. */
  readonly limits: SignInLimits
  /** Whether nobody has an account, and whoever is at this machine owns everything. */
  readonly isFirstRun: () => Promise<boolean>
  readonly callerOf: (credentials: Credentials) => Promise<Caller>
  /** Looks everybody up again at their next request: somebody signed out, or is something else now. */
  readonly forget: () => void
  /** Makes the first owner; returns what their session cookie is to hold, as all below. */
  readonly setUp: (asked: SetUp) => Promise<string>
  readonly signIn: (asked: SignIn) => Promise<string>
  /** Opens an invitation: as who is signed in, else with a new account. */
  readonly join: (asked: Join) => Promise<string>
  /** Signs in somebody whose company says who they are. */
  readonly signInAs: (person: Person) => Promise<string>
}

/** The first owner, and what their organisation is called. */
export type SetUp = NewAccount & { readonly organisation: string | null }
/** Somebody with a password, and from where. */
export type SignIn = {
  readonly email: string
  readonly password: string
  readonly address: string
}
/** An invitation's key, and who opens it. */
export type Join = {
  readonly key: string
  readonly as: { readonly personId: string } | NewAccount
}
type NewAccount = { readonly name: string; readonly email: string; readonly password: string }

/** Whom a cookie belongs to is remembered so long: another server's change shows after it. */
const REMEMBERED_MS = 5000
const MOST_REMEMBERED = 10_000

/** The accounts of a database. Signing in is asked of everybody where not only this machine can reach it. */
export function createAccounts(edges: {
  readonly queriesOf: (tenant: string) => Queries
  readonly isLoopbackOnly: boolean
}): Accounts {
  const { queriesOf, isLoopbackOnly } = edges
  const home = queriesOf(TENANT)
  const limits = createSignInLimits()
  const remembered = new Map<string, { readonly member: Member; readonly untilMs: number }>()
  let isEmpty = { is: true, untilMs: 0 }

  const isNobody = async (): Promise<boolean> => {
    // Once there is somebody there always is.
    if (isEmpty.is && isEmpty.untilMs < Date.now()) {
      isEmpty = { is: await isNobodyThere(home), untilMs: Date.now() + REMEMBERED_MS }
    }
    return isEmpty.is
  }
  const isFirstRun = async () => isLoopbackOnly && (await isNobody())

  const remember = async (
    key: string,
    find: () => Promise<Member | null>,
  ): Promise<Member | null> => {
    const known = remembered.get(key)
    if (known && known.untilMs > Date.now()) return known.member
    remembered.delete(key)
    const member = await find()
    if (member === null) return null
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(key, { member, untilMs: Date.now() + REMEMBERED_MS })
    return member
  }

  const callerOf: Accounts['callerOf'] = async ({ session, token }) => {
    if (token !== null) {
      const find = () => tokenMember(queriesOf, token)
      return (await remember(`token ${hashOfSecret(token)}`, find)) ?? STRANGER
    }
    if (session !== null) {
      const find = () => sessionMember(home, session)
      const member = await remember(`session ${hashOfSecret(session)}`, find)
      if (member !== null) return member
    }
    return (await isFirstRun()) ? firstRunOwner(TENANT) : STRANGER
  }

  const signInAs: Accounts['signInAs'] = async (person) => {
    const [first] = await organisationsOf(home, person.personId)
    if (first === undefined) throw new RefusedError(403, accessTexts.noOrganisation)
    return openAs(queriesOf(first.tenant), person, 'signIn')
  }

  const setUp: Accounts['setUp'] = async ({ organisation, ...account }) => {
    const person = await newPerson(account)
    const personId = await home.transaction(async (tx) => {
      // Of two who set it up at once one waits here.
      await tx.execute(sql`select 1 from ${organisations} where tenant = ${TENANT} for update`)
      if (!(await isNobodyThere(tx))) throw new RefusedError(409, accessTexts.isSetUp)
      const id = await addPerson(tx, person)
      await addMember(tx, id, 'owner')
      if (organisation !== null) {
        const own = eq(organisations.tenant, TENANT)
        await tx.update(organisations).set({ name: organisation }).where(own)
      }
      return id
    })
    isEmpty = { is: false, untilMs: 0 }
    return openAs(home, { personId, ...account }, 'setUp')
  }

  const join: Accounts['join'] = async ({ key, as }) => {
    const parts = keyOf(key)
    const queries = queriesOf(parts.tenant)
    const { role } = await readInvitation(queries, parts)
    const made = 'personId' in as ? null : await newPerson(as)
    const personId = await queries.transaction(async (tx) => {
      const id = 'personId' in as ? as.personId : await addPerson(tx, made!)
      await useInvitation(tx, parts.id, id)
      await addMember(tx, id, role)
      return id
    })
    const person = await personById(queries, personId)
    if (person === null) throw new RefusedError(404, accessTexts.noPerson)
    return openAs(queries, person, 'join')
  }

  return {
    limits,
    isFirstRun,
    callerOf,
    forget: () => remembered.clear(),
    setUp,
    signIn: (asked) => signInBy({ home, limits }, asked).then(signInAs),
    join,
    signInAs,
  }
}

/** The person an e-mail address and a password belong to. */
async function signInBy(
  { home, limits }: { readonly home: Queries; readonly limits: SignInLimits },
  { email, password, address }: SignIn,
): Promise<Person> {
  await limits.tried({ email, address })
  const person = await personByEmail(home, email)
  const isRight = await isPasswordOf(password, person?.passwordHash ?? null)
  if (person === null || !isRight) throw new RefusedError(401, accessTexts.wrongPassword)
  await limits.succeeded({ email, address })
  return person
}

async function newPerson({ name, email, password }: NewAccount) {
  return { name, email, passwordHash: await hashPassword(password), subject: null }
}

async function openAs(
  queries: Queries,
  { personId, name, email }: Pick<Person, 'personId' | 'name' | 'email'>,
  action: string,
): Promise<string> {
  const secret = await openSession(queries, personId)
  const by = { kind: 'session', tokenHash: hashOfSecret(secret) } as const
  await writeAudit(
    queries,
    { person: { personId, name, email }, by },
    { action: `session.${action}`, asked: {} },
  )
  return secret
}

/**
 * The parts of an invitation's key.
 *
 * @throws {RefusedError} when it is none.
 */
export function keyOf(text: string): KeyParts {
  const key = parseKey(text)
  if (key === null) throw new RefusedError(404, accessTexts.noInvitation)
  return key
}
