import type { ClipId } from '@trueline/annotation'
import type { Answer, Client } from '../wire.ts'

/** What somebody is in an organisation. */
export const ROLES = ['owner', 'manager', 'annotator', 'reviewer', 'buyer'] as const
/** One of them. */
export type Role = (typeof ROLES)[number]

/** What a token may be made for. */
export const SCOPES = ['read', 'import', 'edit', 'work'] as const
/** One of them. */
export type Scope = (typeof SCOPES)[number]

/** Who uses this browser, as the server knows them. */
export type Me = Answer<Client['me']['read']>

/** Somebody of an organisation. */
export type MeMember = NonNullable<Me['member']>

/** Somebody else of the organisation. */
export type PersonRow = Answer<Client['people']['list']>[number]

/** An invitation that waits to be opened. */
export type InvitationRow = Answer<Client['people']['invitations']>[number]

/** A token as it is listed. */
export type TokenRow = Answer<Client['token']['list']>[number]

/** Something somebody did. */
export type LogRow = Answer<Client['people']['log']>[number]

/** An organisation of the installation. */
export type OrganisationRow = Answer<Client['organisation']['list']>[number]

/** Somebody who has the clip open in a window. */
export type Present = {
  readonly windowId: string
  readonly personId: string
  readonly name: string
  readonly frame: number
  readonly trackId: string | null
}

/** What a window tells of itself. */
export type Told = Omit<Present, 'personId'> & { readonly clipId: ClipId }

/** What the workbench asks of its server about people. Every promise rejects when it is refused. */
export type PeopleServer = {
  readonly readMe: () => Promise<Me>
  readonly rename: (name: string) => Promise<void>
  readonly changePassword: (old: string, password: string) => Promise<void>
  readonly enter: (tenant: string) => Promise<void>
  readonly listPeople: () => Promise<readonly PersonRow[]>
  readonly changeRole: (personId: string, role: Role) => Promise<void>
  readonly removePerson: (personId: string) => Promise<void>
  /** An invitation's key, told this once. */
  readonly invite: (role: Role, note: string) => Promise<string>
  readonly readInvitation: (
    key: string,
  ) => Promise<{ readonly organisation: string; readonly role: Role }>
  readonly listInvitations: () => Promise<readonly InvitationRow[]>
  readonly withdraw: (invitationId: string) => Promise<void>
  readonly listTokens: () => Promise<readonly TokenRow[]>
  /** A token's text, told this once. */
  readonly makeToken: (asked: {
    readonly name: string
    readonly scopes: readonly Scope[]
    readonly days: number | null
  }) => Promise<string>
  readonly revokeToken: (tokenId: string) => Promise<void>
  readonly readLog: (before: string | null) => Promise<readonly LogRow[]>
  readonly listOrganisations: () => Promise<readonly OrganisationRow[]>
  /** The key of an invitation for its first owner. */
  readonly makeOrganisation: (name: string) => Promise<string>
  readonly tellPresence: (told: Told) => Promise<void>
  readonly leave: (clipId: ClipId, windowId: string) => Promise<void>
  /** Calls back with who is on a clip while this window is, now and after every change; returns how to stop. */
  readonly watchPresence: (
    window: Pick<Told, 'clipId' | 'windowId'>,
    changed: (there: readonly Present[]) => void,
  ) => () => void
}
