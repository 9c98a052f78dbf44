import type { BlobId } from '@trueline/annotation'
import type { BlobHolds } from './blobHolds.ts'
import type { DiskBlobs } from './diskBlobs.ts'

/** How old a blob without a clip must be where another process may be importing it: an import is shorter. */
export const SHARED_AGE_MS = 24 * 3600_000

/**
 * Removes the blobs that no clip stands on, as an import leaves them that was killed before its clip
 * was stored, and returns how many.
 *
 * Blobs are listed before the clips are asked: one that is imported meanwhile is either not listed or
 * already needed. Where imports of other processes share the folder, `minAgeMs` keeps what they have
 * written or found there since.
 */
export async function sweepBlobs(
  { blobs, holds }: { readonly blobs: DiskBlobs; readonly holds: BlobHolds },
  minAgeMs: number,
): Promise<number> {
  const old: BlobId[] = []
  for (const blob of await blobs.list()) {
    const touchedAtMs = await blobs.touchedAtMs(blob)
    if (touchedAtMs !== null && Date.now() - touchedAtMs >= minAgeMs) old.push(blob)
  }
  return holds.removeUnneeded(old)
}
