import type { Message } from '@trueline/annotation'
import type { z } from 'zod'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import { expectedOf } from './expected.ts'
import { type ModelManifest, manifestSchema } from './manifest.ts'

/** The file of a model's folder that says what the model is. */
export const MANIFEST_FILE = 'manifest.json'

/**
 * The manifest that a model's `manifest.json` holds.
 *
 * @throws {ModelError} of the first field that is wrong, when it is no JSON or no manifest.
 */
export function readManifest(text: string): ModelManifest {
  const parsed = manifestSchema.safeParse(jsonOf(text), { reportInput: true })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue === undefined) throw parsed.error
  throw new ModelError('manifest', {
    where: [MANIFEST_FILE, ...issue.path].join('/'),
    found: foundOf(issue),
    expected: expectedOf(issue),
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    throw new ModelError('manifest', { where: MANIFEST_FILE, found, expected: 'JSON' })
  }
}

function foundOf(issue: z.core.$ZodIssue): string | Message {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `"${key}"`).join(', ')
  if (issue.input === undefined) return modelTexts.nothing
  const text = JSON.stringify(issue.input)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
