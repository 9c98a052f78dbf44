import { describe, expect, it } from 'vitest'
import { arrivalIn, invitationUrl } from './arrival.ts'

describe('what the address says somebody came for', () => {
  it('is the invitation whose link it is', () => {
    const { hash } = new URL(invitationUrl('https://labels.example', 'local.1.a-b_c'))
    expect(arrivalIn(hash)).toEqual({ kind: 'invitation', key: 'local.1.a-b_c' })
  })

  it('is why the company refused, where the server says so in both languages', () => {
    const why = { en: 'No & no', zh: '否' }
    const hash = `#refused=${encodeURIComponent(JSON.stringify(why))}`
    expect(arrivalIn(hash)).toEqual({ kind: 'refused', why })
  })

  it('is nothing of anything else', () => {
    for (const hash of ['', '#', '#refused={', '#refused=1', '#refused={"en":"only"}', '#x=1']) {
      expect(arrivalIn(hash)).toEqual({ kind: 'plain' })
    }
  })
})
