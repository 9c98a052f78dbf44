/** What somebody is in an organisation. */
export const ROLES = ['owner', 'manager', 'annotator', 'reviewer', 'buyer'] as const

/** One of them. */
export type Role = (typeof ROLES)[number]
