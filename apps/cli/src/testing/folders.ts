import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A folder of the test that is running, gone when it is finished. */
export function passingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trueline-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The synthetic clip as a format has it: labels without sensors, made by us. */
export function syntheticClip(...parts: readonly string[]): string {
  const formats = fileURLToPath(new URL('../../../../packages/formats/src/', import.meta.url))
  return join(formats, ...parts)
}
