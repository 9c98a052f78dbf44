import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { badInput } from '../badInput.ts'
import type { Clips, StoredWork } from '../clips/clips.ts'
import { openClips } from '../clips/openClips.ts'
import type { Progress } from '../progress.ts'

const aboutSchema = z.record(
  z.string(),
  z.strictObject({ model: z.string().optional(), vendor: z.string().optional() }),
)

/** What is said of clips, by id or name: what proposed their labels, and who works on them. */
export type ClipsAbout = z.infer<typeof aboutSchema>

/** Each of the clips that are named, one in memory at a time; all of the data folder where none is. */
export async function* workedClips(
  place: { readonly dataDir: string; readonly named: readonly string[] },
  progress: Progress,
): AsyncGenerator<StoredWork> {
  const clips = await openClips({ dataDir: place.dataDir, isReadOnly: true })
  try {
    const ids = await idsOf(clips, place.named)
    for (const [index, id] of ids.entries()) {
      progress.at('reading clips', index, ids.length)
      yield await clips.openWorked(id)
    }
  } finally {
    await clips.close()
  }
}

async function idsOf(clips: Clips, named: readonly string[]) {
  if (named.length === 0) return (await clips.list()).map(({ clipId }) => clipId)
  return Promise.all(named.map((one) => clips.find(one)))
}

/**
 * What a file says of clips; nothing where there is no file.
 *
 * @throws {BadInputError} when it cannot be read, or says something else.
 */
export async function aboutOf(file: string | undefined): Promise<ClipsAbout> {
  if (file === undefined) return {}
  const expected = '{"CLIP": {"model": "…", "vendor": "…"}}'
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw badInput({ file, found: error.code ?? error.message, expected })
  })
  try {
    return aboutSchema.parse(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    if (error instanceof SyntaxError) throw badInput({ file, found: 'no JSON', expected })
    if (!(error instanceof z.ZodError)) throw error
    const [issue] = error.issues
    const at = `/${issue?.path.map(String).join('/') ?? ''}`
    throw badInput({ file, place: at, found: issue?.message ?? '', expected })
  }
}
