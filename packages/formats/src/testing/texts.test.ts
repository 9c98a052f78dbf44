import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Message, Template } from '@trueline/annotation'
import { isTranslated, untranslated } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { CODECS } from '../codecs.ts'

type Catalogue = Readonly<Record<string, Message | Template>>

const source = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(Texts|lossFields)\.ts$/.test(file),
)

describe('the texts of the codecs', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThanOrEqual(7)
  })

  it.each(files)('of %s are in both languages', async (file) => {
    const catalogues = (await import(join(source, file))) as Readonly<Record<string, unknown>>
    for (const texts of Object.values(catalogues)) {
      if (typeof texts !== 'object' || texts === null || 'en' in texts) continue
      expect(untranslated(texts as Catalogue)).toEqual([])
    }
  })

  it.each(CODECS)('of $id about itself are in both languages', async (codec) => {
    const { why } = await codec.sniff({ files: [], read: () => Promise.reject(new Error('none')) })
    const { title, reads, writes, limits } = codec
    const texts = [title, reads, ...(writes ? [writes] : []), ...limits, why]
    expect(texts.filter((text) => !isTranslated(text))).toEqual([])
  })
})
