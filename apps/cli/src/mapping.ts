import { readFile } from 'node:fs/promises'
import type { CategoryMapping } from '@trueline/server'
import { badInput } from './badInput.ts'

/**
 * The categories of a mapping file, `{"categories": {"theirs": "ours"}}`, and its name.
 *
 * @throws {BadInputError} when it is anything else.
 */
export async function readMapping(
  file: string,
): Promise<{ readonly categories: CategoryMapping; readonly file: string }> {
  const refuse = (place: string, found: string, expected: string): never => {
    throw badInput({ file, place, found, expected })
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    refuse('', error.code ?? error.message, 'a mapping file'),
  )
  const value = parse(text) ?? refuse('', 'no JSON', 'a JSON object')
  const others = Object.keys(value).filter((key) => key !== 'categories')
  if (others[0] !== undefined) refuse(`/${others[0]}`, 'an unknown key', 'categories alone')
  const { categories } = value as { readonly categories?: unknown }
  if (!isObject(categories)) return refuse('/categories', typeof categories, 'an object')
  for (const [theirs, ours] of Object.entries(categories)) {
    if (typeof ours === 'string') continue
    refuse(`/categories/${theirs}`, JSON.stringify(ours), 'the id of a category')
  }
  return { categories: categories as CategoryMapping, file }
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
