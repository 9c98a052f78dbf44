import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Role } from '../access/roles.ts'
import type { Scope } from '../access/scopes.ts'

const tenant = text().notNull()
const personId = text('person_id').notNull()
const timeUs = (name: string) => bigint(name, { mode: 'number' })

/** Vendors and whoever else keeps clips here: none sees another's clips, people or numbers. */
export const organisations = pgTable('organisations', {
  tenant: text().primaryKey(),
  name: text().notNull(),
  createdAtUs: timeUs('created_at_us').notNull(),
})

/** Who can sign in: of the installation, as one person may work for several organisations. */
export const people = pgTable(
  'people',
  {
    personId: text('person_id').primaryKey(),
    /** In lower case. */
    email: text().notNull(),
    name: text().notNull(),
    /** Argon2id in PHC form; `null` for who signs in elsewhere. */
    passwordHash: text('password_hash'),
    /** Issuer and subject of who signs in elsewhere. */
    subject: text(),
    createdAtUs: timeUs('created_at_us').notNull(),
  },
  (table) => [
    uniqueIndex('people_email').on(table.email),
    uniqueIndex('people_subject').on(table.subject),
  ],
)

/** Who belongs to which organisation, as what. */
export const memberships = pgTable(
  'memberships',
  {
    tenant,
    personId,
    role: text().$type<Role>().notNull(),
    joinedAtUs: timeUs('joined_at_us').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.personId] }),
    index('memberships_person').on(table.personId),
  ],
)

/** Signed-in browsers: by the hash of what their cookie holds. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    personId,
    /** The organisation it works in now. */
    tenant,
    createdAtUs: timeUs('created_at_us').notNull(),
    seenAtUs: timeUs('seen_at_us').notNull(),
  },
  (table) => [index('sessions_person').on(table.personId)],
)

/** Links by which somebody may join; each once. */
export const invitations = pgTable(
  'invitations',
  {
    tenant,
    invitationId: text('invitation_id').notNull(),
    secretHash: text('secret_hash').notNull(),
    /** Whom it is for, as whoever invites knows them. */
    note: text().notNull(),
    role: text().$type<Role>().notNull(),
    invitedBy: text('invited_by').notNull(),
    createdAtUs: timeUs('created_at_us').notNull(),
    expiresAtUs: timeUs('expires_at_us').notNull(),
    usedBy: text('used_by'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.invitationId] })],
)

/** Keys of pipelines: they act for the person who made them, within their scopes. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    tenant,
    tokenId: text('token_id').notNull(),
    secretHash: text('secret_hash').notNull(),
    name: text().notNull(),
    scopes: jsonb().$type<readonly Scope[]>().notNull(),
    personId,
    createdAtUs: timeUs('created_at_us').notNull(),
    /** `null`: until it is revoked. */
    expiresAtUs: timeUs('expires_at_us'),
    usedAtUs: timeUs('used_at_us'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.tokenId] })],
)

/** Who did what besides editing, which the log of each clip tells. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    tenant,
    entryId: text('entry_id').notNull(),
    atUs: timeUs('at_us').notNull(),
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    action: text().notNull(),
    /** Ids, names and roles it was done to; never a secret. */
    details: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.entryId] })],
)
