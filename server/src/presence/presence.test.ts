import { describe, expect, it } from 'vitest'
import { createPresence, type Present } from './presence.ts'

const one = (windowId: string, frame = 0): Present => ({
  ...{ windowId, personId: windowId, name: windowId, frame, trackId: null },
})

describe('presence', () => {
  it('tells ten people on a clip of each other, of every move, and of nobody elsewhere', async () => {
    const presence = createPresence()
    const stop = new AbortController()
    const watched = presence.watch('clip', stop.signal)
    const next = async () => (await watched.next()).value as readonly Present[]
    expect(await next()).toEqual([])
    for (let n = 0; n < 10; n++) presence.tell('clip', one(`w${n}`))
    presence.tell('another', one('elsewhere'))
    expect((await next()).map(({ windowId }) => windowId)).toEqual(
      Array.from({ length: 10 }, (_, n) => `w${n}`),
    )
    const moved = next()
    presence.tell('clip', one('w3', 7))
    expect((await moved).find(({ windowId }) => windowId === 'w3')?.frame).toBe(7)
    const left = next()
    presence.leave('clip', 'w3')
    expect(await left).toHaveLength(9)
    const ended = watched.next()
    stop.abort()
    expect((await ended).done).toBe(true)
  })

  it('tells nothing when somebody says again what is known', async () => {
    const presence = createPresence()
    presence.tell('clip', one('w0'))
    const watched = presence.watch('clip', new AbortController().signal)
    expect((await watched.next()).value).toHaveLength(1)
    const next = watched.next()
    presence.tell('clip', one('w0'))
    await new Promise(setImmediate)
    presence.tell('clip', one('w0', 3))
    expect((await next).value).toEqual([one('w0', 3)])
  })

  it('forgets who says nothing any more', async () => {
    let nowMs = 0
    const presence = createPresence(() => nowMs)
    presence.tell('clip', one('quiet'))
    nowMs = 60_000
    presence.tell('clip', one('here'))
    const { value } = await presence.watch('clip', new AbortController().signal).next()
    expect((value as readonly Present[]).map(({ windowId }) => windowId)).toEqual(['here'])
  })
})
