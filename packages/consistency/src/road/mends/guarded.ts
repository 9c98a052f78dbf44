import { FrozenFixedError, type Patch } from '@trueline/annotation'

/** What a command answers; nothing where it would change what is final. */
export function unlessFrozen(command: () => Patch): Patch {
  try {
    return command()
  } catch (error) {
    if (error instanceof FrozenFixedError) return []
    throw error
  }
}
