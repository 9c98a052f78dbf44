import { expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { followPresence } from './followPresence.ts'

type There = Parameters<
  Parameters<typeof followPresence>[0]['server']['people']['watchPresence']
>[1]

const one = (windowId: string, frame = 0) => ({
  ...{ windowId, personId: windowId, name: windowId, frame, trackId: null },
})

it('shows who else is on the clip, and nothing anew when it is told again', () => {
  const { store } = openTestStore(testClip(3), [])
  const { clip } = store.getState()
  store.setState({ clip: null })
  let tell: There = () => {}
  const end = followPresence({
    store,
    windowId: 'own',
    server: {
      people: {
        tellPresence: () => Promise.resolve(),
        leave: () => Promise.resolve(),
        watchPresence: (_, there) => {
          tell = there
          return () => {}
        },
      },
    },
  })
  store.setState({ clip })
  tell([one('own'), one('other')])
  const { present } = store.getState()
  expect(present).toEqual([one('other')])
  // One's own step, told back, is no news.
  tell([one('own', 2), one('other')])
  expect(store.getState().present).toBe(present)
  tell([one('own', 2), one('other', 1)])
  expect(store.getState().present).toEqual([one('other', 1)])
  end()
})
