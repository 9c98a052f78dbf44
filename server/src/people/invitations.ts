import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import type { Role } from '../access/roles.ts'
import type { Queries } from '../db/database.ts'
import { invitations, organisations } from '../db/peopleSchema.ts'
import { newId, nowUs } from '../newId.ts'
import { hashOfSecret, isSecretOf, type KeyParts, keyText, newSecret } from './secrets.ts'

/** How long a link waits to be opened. */
const OPEN_US = 7 * 24 * 3600 * 1_000_000

/** A link that waits to be opened. */
export type InvitationSummary = {
  readonly invitationId: string
  readonly note: string
  readonly role: Role
  readonly createdAtUs: number
  readonly expiresAtUs: number
}

/** Invites somebody into the organisation and returns the key of their link, told this once. */
export async function invite(
  queries: Queries,
  asked: { readonly role: Role; readonly note: string; readonly invitedBy: string },
): Promise<{ readonly invitationId: string; readonly key: string }> {
  const [invitationId, secret, now] = [newId(), newSecret(), nowUs()]
  const { tenant } = queries
  await queries.insert(invitations).values({
    ...{ tenant, invitationId, ...asked, secretHash: hashOfSecret(secret) },
    ...{ createdAtUs: now, expiresAtUs: now + OPEN_US },
  })
  return { invitationId, key: keyText({ tenant, id: invitationId, secret }) }
}

/** The organisation's links that wait to be opened, the newest first. */
export async function openInvitations(queries: Queries): Promise<readonly InvitationSummary[]> {
  return queries
    .select({
      invitationId: invitations.invitationId,
      note: invitations.note,
      role: invitations.role,
      createdAtUs: invitations.createdAtUs,
      expiresAtUs: invitations.expiresAtUs,
    })
    .from(invitations)
    .where(and(eq(invitations.tenant, queries.tenant), isOpen()))
    .orderBy(desc(invitations.createdAtUs))
}

/** Takes a link back. */
export async function withdrawInvitation(queries: Queries, invitationId: string): Promise<void> {
  const rows = await queries
    .delete(invitations)
    .where(and(eq(invitations.tenant, queries.tenant), eq(invitations.invitationId, invitationId)))
    .returning({ id: invitations.invitationId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noInvitation)
}

/**
 * What a link offers, to who holds it.
 *
 * @throws {RefusedError} when it was used, taken back or is too old.
 */
export async function readInvitation(
  queries: Queries,
  { id, secret }: KeyParts,
): Promise<{ readonly organisation: string; readonly role: Role }> {
  const [row] = await queries
    .select({
      secretHash: invitations.secretHash,
      role: invitations.role,
      organisation: organisations.name,
    })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.tenant, invitations.tenant))
    .where(and(eq(invitations.tenant, queries.tenant), eq(invitations.invitationId, id), isOpen()))
  if (row === undefined || !isSecretOf(secret, row.secretHash)) {
    throw new RefusedError(404, accessTexts.noInvitation)
  }
  return { organisation: row.organisation, role: row.role }
}

/** Uses a link up: of two who open it at once one is refused. */
export async function useInvitation(
  queries: Queries,
  invitationId: string,
  personId: string,
): Promise<void> {
  const rows = await queries
    .update(invitations)
    .set({ usedBy: personId })
    .where(
      and(
        eq(invitations.tenant, queries.tenant),
        eq(invitations.invitationId, invitationId),
        isOpen(),
      ),
    )
    .returning({ id: invitations.invitationId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noInvitation)
}

const isOpen = () => and(isNull(invitations.usedBy), gt(invitations.expiresAtUs, nowUs()))
