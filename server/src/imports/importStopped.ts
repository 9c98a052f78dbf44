/** Whoever asked for an import no longer wants it; nothing of it stays. */
export class ImportStoppedError extends Error {
  override readonly name = 'ImportStoppedError'
  constructor() {
    super('The import was stopped; nothing of it was stored')
  }
}
