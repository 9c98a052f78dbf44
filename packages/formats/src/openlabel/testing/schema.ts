import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { sharedData } from '../../../../../scripts/sharedData.ts'

/** What ASAM's JSON schema of OpenLABEL 1.0.0 has against a document; nothing where it is not at hand. */
export function schemaErrors(document: unknown): readonly string[] {
  const path = sharedData('clips', 'openlabel', 'openlabel_json_schema-v1.0.0.json')
  if (path === null) return []
  const { $id: _, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  const validate = new Ajv({ strict: false }).compile(schema)
  if (validate(document)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
