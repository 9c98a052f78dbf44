/** A clock that goes on only when told. */
export type HandClock = {
  readonly after: (ms: number, then: () => void) => void
  /** How long each of those that still wait was to wait, in the order they were asked for. */
  readonly waits: () => readonly number[]
  /** Lets the next wait be over. */
  readonly next: () => void
}

/** A clock on which nothing is over by itself. */
export function createHandClock(): HandClock {
  const waiting: { readonly ms: number; readonly then: () => void }[] = []
  return {
    after: (ms, then) => void waiting.push({ ms, then }),
    waits: () => waiting.map(({ ms }) => ms),
    next: () => waiting.shift()?.then(),
  }
}

/** Resolves once everything that waits for no clock and no network is done. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
