/**
 * Whether a JSON text holds what PostgreSQL cannot store in one: a NUL character or half of a
 * surrogate pair. `JSON.stringify` writes both as escapes, and nothing else that matches.
 */
export function holdsUnstorableText(json: string): boolean {
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i.test(json)
}
