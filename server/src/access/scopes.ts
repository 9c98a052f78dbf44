/** What an API token may be made for: reading and exporting, importing, editing labels, running the work. */
export const SCOPES = ['read', 'import', 'edit', 'work'] as const

/** One of them. */
export type Scope = (typeof SCOPES)[number]
