import type { Json } from '@trueline/annotation'
import fc, { type Arbitrary } from 'fast-check'

/** JSON values that differ from one in a single place, where anything may stand. */
export function mutationsOf(value: Json): Arbitrary<Json> {
  const anything = fc.jsonValue({ maxDepth: 2 }) as Arbitrary<Json>
  return fc
    .tuple(fc.constantFrom(...pathsOf(value)), anything)
    .map(([path, replacement]) => put(value, path, replacement))
}

function* pathsOf(value: Json, at: readonly string[] = []): Generator<readonly string[]> {
  yield at
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) yield* pathsOf(inner as Json, [...at, key])
}

function put(value: Json, [key, ...rest]: readonly string[], replacement: Json): Json {
  if (key === undefined) return replacement
  const inner = value as Readonly<Record<string, Json>>
  const changed = { ...inner, [key]: put(inner[key] ?? null, rest, replacement) }
  return Array.isArray(value) ? Object.values(changed) : changed
}
