import { type CuboidRecord, isShown } from '@trueline/annotation'
import type { Records } from './documents.ts'
import { expect } from './fixtures.ts'

/** A box as it goes out. */
export type Label = Pick<CuboidRecord, 'id' | 'frame' | 'center' | 'extent' | 'rotation'> & {
  readonly category: string
}

/** The boxes that go out. */
export function labelsIn(records: Records): readonly Label[] {
  return [...records.values()].flatMap((record): readonly Label[] => {
    if (record.kind !== 'cuboid' || !isShown(record)) return []
    const track = records.get(record.trackId)
    return track?.kind === 'track' ? [{ ...record, category: track.category }] : []
  })
}

/** Whether two documents have the same labels, whatever their tracks are called. */
export function expectSameLabels(labels: readonly Label[], wanted: readonly Label[]): void {
  const left = [...labels]
  for (const label of wanted) {
    const at = left.findIndex((one) => isSameLabel(one, label))
    expect(at, `the label ${JSON.stringify(label)}`).not.toBe(-1)
    left.splice(at, 1)
  }
  expect(left).toEqual([])
}

const OFF = 1e-6

function isSameLabel(a: Label, b: Label): boolean {
  const places = ({ center, extent }: Label) => [...center, ...extent]
  const others = places(b)
  return (
    a.frame === b.frame &&
    a.category === b.category &&
    places(a).every((value, index) => Math.abs(value - others[index]!) < OFF) &&
    isSameRotation(a, b)
  )
}

/** A quaternion and its negative turn alike. */
function isSameRotation({ rotation: a }: Label, { rotation: b }: Label): boolean {
  return [1, -1].some((sign) => a.every((value, index) => Math.abs(value - sign * b[index]!) < OFF))
}
