import type { Role } from './roles.ts'
import type { Scope } from './scopes.ts'

/** Who asks: nobody we know, or somebody of an organisation. */
export type Caller = { readonly kind: 'stranger' } | Member

/** Somebody of an organisation, and how we know them. */
export type Member = {
  readonly kind: 'member'
  readonly tenant: string
  readonly role: Role
  readonly person: { readonly personId: string; readonly name: string; readonly email: string }
  readonly by: MemberBy
}

/**
 * How somebody is known: `firstRun`, who is at the machine while nobody has an account; `session`, a
 * browser that signed in; `token`, a pipeline.
 */
export type MemberBy =
  | { readonly kind: 'firstRun' }
  | { readonly kind: 'session'; readonly tokenHash: string }
  | {
      readonly kind: 'token'
      readonly tokenId: string
      readonly name: string
      readonly scopes: readonly Scope[]
    }

/** Nobody we know. */
export const STRANGER: Caller = { kind: 'stranger' }

/** Who is at the machine while nobody has an account: owns everything. */
export function firstRunOwner(tenant: string): Member {
  return {
    kind: 'member',
    tenant,
    role: 'owner',
    person: { personId: 'owner', name: '', email: '' },
    by: { kind: 'firstRun' },
  }
}

/**
 * The author of what a member stores. While nobody has an account, browsers say themselves who edits;
 * afterwards it is whoever is signed in, whatever the browser says.
 */
export function authorOf({ person, by }: Member, told: string): string {
  switch (by.kind) {
    case 'firstRun':
      return told
    case 'session':
      return `${person.name} · ${person.personId}`
    case 'token':
      return `${by.name} · ${by.tokenId}`
  }
}
