/** A backup that cannot be made or restored, with the reason. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
