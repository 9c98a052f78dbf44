import { clipId } from '@trueline/annotation'
import { expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { followClipEffort, setClipEffort } from './clipEffort.ts'

it('a clip says whether effort is logged, once the server has told, and can be told otherwise', async () => {
  const { store } = openTestStore(testClip(2), [])
  const written: unknown[] = []
  const server = {
    readEffortLogged: async (id: string) => id === 'logged',
    writeEffortLogged: async (id: string, isLogged: boolean) => void written.push([id, isLogged]),
  }
  followClipEffort({ store, server })
  expect(store.getState().isEffortAllowed).toBe(false)
  store.setState({ clip: testClip(2, { id: clipId('logged') }) })
  await expect.poll(() => store.getState().isEffortAllowed).toBe(true)
  await setClipEffort({ store, server }, false)
  expect(store.getState().isEffortAllowed).toBe(false)
  expect(written).toEqual([['logged', false]])
})
