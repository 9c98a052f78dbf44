import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMapping } from './mapping.ts'
import { passingFolder } from './testing/folders.ts'

function fileWith(text: string): string {
  const path = join(passingFolder(), 'mapping.json')
  writeFileSync(path, text)
  return path
}

describe('a mapping file', () => {
  it('gives our categories by theirs', async () => {
    const file = fileWith('\uFEFF{"categories": {"PKW": "car"}}')
    expect(await readMapping(file)).toEqual({ categories: { PKW: 'car' }, file })
  })

  it.each([
    ['{', '', 'no JSON'],
    ['[]', '', 'no JSON'],
    ['{"categories": []}', '/categories', 'object'],
    ['{"categories": {"PKW": 1}}', '/categories/PKW', '1'],
    ['{"categories": {}, "colors": {}}', '/colors', 'an unknown key'],
  ])('that is %s is refused by its place', async (text, place, found) => {
    const file = fileWith(text)
    await expect(readMapping(file)).rejects.toMatchObject({
      file,
      place: { en: place },
      found: { en: found },
    })
  })

  it('that is not there is refused by its name', async () => {
    await expect(readMapping('/nowhere.json')).rejects.toMatchObject({ found: { en: 'ENOENT' } })
  })
})
