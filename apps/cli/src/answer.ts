/** What a command's exit code says: `findings` is done, but with refusals. */
export const EXIT = { done: 0, findings: 1, usage: 2, nothing: 3 } as const

/** A command's exit code. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What a command has to say at its end. */
export type Answer = {
  /** For scripts: the one object on standard output. */
  readonly json: object
  /** For people. */
  readonly text: string
  readonly exit: ExitCode
  /** What goes on once it is printed, where the end is not yet. */
  readonly afterwards?: () => Promise<void>
}

/** Runs a command's work and prints what it answers. */
export type Answering = (work: () => Promise<Answer>) => Promise<void>
