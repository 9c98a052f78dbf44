import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatsTable } from './formatsTable.ts'

describe('docs/formats.md', () => {
  it('says of each format what its codec says: `node --import tsx scripts/formatsPage.ts` makes it', () => {
    const page = readFileSync(new URL('../../../../docs/formats.md', import.meta.url), 'utf8')
    expect(page).toContain(formatsTable())
  })
})
