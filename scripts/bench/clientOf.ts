import { createTRPCClient, httpLink } from '@trpc/client'
import type { ClipId, SweepRef } from '@trueline/annotation'
import type { AppRouter } from '@trueline/server'

/** A client of a server as the workbench has one, without batches. */
export function clientOf(url: string) {
  return createTRPCClient<AppRouter>({ links: [httpLink<AppRouter>({ url: `${url}/trpc` })] })
}

/** The first sweep of each frame of a served clip. */
export async function readSweeps({
  url,
  clipId,
}: {
  readonly url: string
  readonly clipId: ClipId
}): Promise<readonly SweepRef[]> {
  const { clip } = await clientOf(url).clip.open.query({ clipId })
  return clip.frames.flatMap(({ sweeps }) => sweeps.slice(0, 1))
}
