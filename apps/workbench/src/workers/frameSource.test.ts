import { blobId, type Clip, clipId, sensorId } from '@trueline/annotation'
import { framesOf } from '@trueline/annotation/testing'
import { IDENTITY_POSE } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { createMemoryReader } from '../testing/memoryReader.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { createFrameSource } from './frameSource.ts'

const LIDAR = sensorId('lidar')
const MB = 1024 * 1024

/** A clip whose frames lie one behind the other in a pack, at offsets that are their numbers. */
function clipOf(frames: number, bytes = 8): Clip {
  return testClip(0, {
    sensors: [{ modality: 'lidar', id: LIDAR, egoFromSensor: IDENTITY_POSE, extras: {} }],
    frames: framesOf(frames).map((frame, offset) => ({
      ...frame,
      sweeps: [
        {
          sensorId: LIDAR,
          range: { blob: blobId('pack'), offset, bytes },
          pointCount: bytes / 8,
          sections: [],
        },
      ],
    })),
  })
}

function sourceOn(clip: Clip, whenShown = () => Promise.resolve()) {
  const { store } = openTestStore(clip, [])
  const reader = createMemoryReader()
  const source = createFrameSource(store, reader, whenShown)
  return { store, reader, source, go: (frame: number) => store.setState({ frame }) }
}

describe('the frames of a clip', () => {
  it('are read once and at hand from then on', async () => {
    const { reader, source } = sourceOn(clipOf(10))
    expect(source.peek(3)).toBeNull()
    const both = Promise.all([source.load(3), source.load(3)])
    await reader.finish()
    const [first, second] = await both
    expect(first).toBe(second)
    expect(first).toMatchObject({ frame: 3, pointCount: 1 })
    expect(source.peek(3)).toBe(first)
    expect(await source.load(3)).toBe(first)
    expect(reader.asked()).toEqual([3])
  })

  it('come before their neighbours, which are read ahead the way it goes', async () => {
    const { reader, go } = sourceOn(clipOf(20))
    go(10)
    expect(reader.reading()).toEqual([10])
    await reader.finish()
    expect(reader.asked()).toEqual([10, 11, 12, 9])
    go(9)
    await reader.finish()
    expect(reader.asked()).toEqual([10, 11, 12, 9, 8, 7])
  })

  it('are not read by themselves while the batch page lies over the panes, and are for who asks', async () => {
    const { store, reader, source, go } = sourceOn(clipOf(20))
    store.setState({ page: 'batch' })
    go(10)
    expect(reader.reading()).toEqual([])
    const fitted = source.load(10)
    await reader.finish()
    expect(await fitted).toMatchObject({ frame: 10 })
    store.setState({ page: 'panes' })
    go(11)
    await reader.finish()
    expect(reader.asked()).toEqual([10, 11, 12, 13])
  })

  it('wait with their neighbours until the frame asked for is shown', async () => {
    let show = (): void => undefined
    const shown = new Promise<void>((resolve) => {
      show = resolve
    })
    const { reader, go } = sourceOn(clipOf(20), () => shown)
    go(10)
    await reader.finish()
    expect(reader.asked()).toEqual([10])
    show()
    await reader.finish()
    expect(reader.asked()).toEqual([10, 11, 12, 9])
  })

  it('are not read on when the person has gone elsewhere', async () => {
    const { reader, go } = sourceOn(clipOf(100))
    go(10)
    go(50)
    expect(reader.cancelled()).toEqual([10])
    go(90)
    expect(reader.cancelled()).toEqual([10, 50])
    await reader.finish()
    expect(reader.asked()).toEqual([10, 50, 90, 91, 92, 89])
  })

  it('are read to the end for whoever waits for one, wherever the person goes', async () => {
    const { reader, source, go } = sourceOn(clipOf(100))
    const waiting = source.load(30)
    go(80)
    expect(reader.cancelled()).toEqual([])
    await reader.finish()
    expect((await waiting).frame).toBe(30)
  })

  it('are asked for again after a read that failed', async () => {
    const { reader, source } = sourceOn(clipOf(10))
    const failing = source.load(4)
    reader.fail()
    const failed = expect(failing).rejects.toThrow('No connection')
    await reader.finish()
    await failed
    const again = source.load(4)
    await reader.finish()
    expect((await again).frame).toBe(4)
  })

  it('take a bounded room however far the clip is played through', async () => {
    const { reader, source, go } = sourceOn(clipOf(40, 8 * MB))
    for (let frame = 0; frame < 40; frame++) {
      go(frame)
      await reader.finish()
    }
    const held = Array.from({ length: 40 }, (_, frame) => source.peek(frame)).filter(Boolean)
    expect(held.length).toBeLessThanOrEqual(8)
    expect(source.peek(39)).not.toBeNull()
  })

  it('are forgotten with the clip, and reads of it on their way are given up', async () => {
    const { store, reader, source, go } = sourceOn(clipOf(10))
    go(2)
    await reader.finish()
    go(7)
    const other = { ...clipOf(10), id: clipId('other') }
    store.setState({ clip: other, frame: 0 })
    expect(reader.cancelled()).toEqual([7])
    expect(source.peek(2)).toBeNull()
    await reader.finish()
    expect(source.peek(0)).not.toBeNull()
  })

  it.each([
    ['has come', true],
    ['is on its way', false],
  ])('of a clip about to be opened: the first %s, and is read once', async (_, isThere) => {
    const { store, reader, source } = sourceOn(clipOf(10))
    const next = { ...clipOf(10), id: clipId('next') }
    source.prepare(next)
    if (isThere) await reader.finish()
    expect(source.peek(0)).toBeNull()
    store.setState({ clip: next, frame: 0 })
    expect(source.peek(0) === null).toBe(!isThere)
    const first = source.load(0)
    await reader.finish()
    expect(source.peek(0)).toBe(await first)
    expect(reader.asked().filter((frame) => frame === 0)).toEqual([0])
    expect(reader.cancelled()).toEqual([])
  })

  it('of a clip that was about to be opened are given up when another is', async () => {
    const { store, reader, source } = sourceOn(clipOf(10))
    source.prepare({ ...clipOf(10), id: clipId('next') })
    store.setState({ clip: { ...clipOf(10), id: clipId('other') }, frame: 3 })
    expect(reader.cancelled()).toEqual([0])
    await reader.finish()
    expect(source.peek(0)).toBeNull()
    expect(source.peek(3)).not.toBeNull()
  })

  it('stay when only what is said of the clip changes, those on their way too', async () => {
    const { store, reader, source, go } = sourceOn(clipOf(10))
    go(2)
    store.setState(({ clip }) => ({ clip: { ...clip!, name: 'Renamed' } }))
    await reader.finish()
    expect(source.peek(2)).not.toBeNull()
    expect(reader.cancelled()).toEqual([])
  })

  it('outside of the clip are refused', async () => {
    const { source } = sourceOn(clipOf(3))
    await expect(source.load(3)).rejects.toThrow('The clip has no frame 3')
  })

  it('have no picture from a camera that took none', async () => {
    const { source } = sourceOn(clipOf(3))
    expect(await source.loadImage(0, sensorId('camera'))).toBeNull()
  })
})
