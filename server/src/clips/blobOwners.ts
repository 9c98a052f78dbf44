import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { clipBlobs } from '../db/schema.ts'

/** Which organisation has a clip that stands on which blob. */
export type BlobOwners = { readonly has: (tenant: string, blob: string) => Promise<boolean> }

const MOST_KNOWN = 20_000

/**
 * The owners of blobs, by the clips in the database. What was found is remembered, as every frame asks:
 * a blob goes with its last clip, and then there is nothing to be had by it.
 */
export function createBlobOwners({ queriesOf }: Pick<Database, 'queriesOf'>): BlobOwners {
  const known = new Set<string>()
  return {
    has: async (tenant, blob) => {
      const key = `${tenant} ${blob}`
      if (known.has(key)) return true
      const rows = await queriesOf(tenant)
        .select({ blob: clipBlobs.blob })
        .from(clipBlobs)
        .where(and(eq(clipBlobs.tenant, tenant), eq(clipBlobs.blob, blob)))
        .limit(1)
      if (rows.length === 0) return false
      if (known.size >= MOST_KNOWN) known.clear()
      known.add(key)
      return true
    },
  }
}
