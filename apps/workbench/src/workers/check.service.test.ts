import type { AnnotationRecord } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { DEFAULT_SETTINGS, type Finding } from '@trueline/consistency'
import type { Cuboid } from '@trueline/geometry'
import type { TurnTimes } from '@trueline/pointcloud'
import { facePoints, groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { withChoice } from '../check/checksFile.ts'
import { clipWithPoints } from '../testing/localChecks.ts'
import { createCheckService } from './check.service.ts'

const FRAMES = 12
const ROAD = -1.7
const SENSOR = [0, 0, 0] as const

/** A car beside the ego, which goes on as that does: 1 m a frame. */
const carAt = (x: number, y: number): Cuboid => ({
  center: [x, y, ROAD + 0.75],
  extent: [4.4, 1.8, 1.5],
  rotation: [0, 0, 0, 1],
})
const SEEN = [carAt(12, 6), carAt(12, -6)] as const

function openedOn(turnTimesUs?: TurnTimes, settings = DEFAULT_SETTINGS) {
  const points = rowsOf([
    ...groundPoints([10, 0, 0], 14, () => ROAD),
    ...SEEN.flatMap((car) => facePoints(car, SENSOR)),
  ])
  const { clip, reader } = clipWithPoints(FRAMES, points, turnTimesUs)
  const service = createCheckService(reader)
  service.open(clip, { settings, densities: null })
  let known = new Map<number, Finding>()

  /** What is found once all is looked at, after some records are others. */
  async function after(records: readonly AnnotationRecord[], gone = false): Promise<Finding[]> {
    service.take(records.map((record) => ({ recordId: record.id, after: gone ? null : record })))
    let answer = service.check()
    for (;;) {
      if (answer.findings !== null) {
        const { order, added } = answer.findings
        const all = new Map([...known, ...added])
        known = new Map(Array.from(order, (number) => [number, all.get(number)!]))
      }
      if (answer.framesLeft === 0) return [...known.values()]
      answer = await service.study()
    }
  }
  return { after }
}

/** A track of such a car in every frame. */
function labelled(name: string, car: Cuboid): AnnotationRecord[] {
  const of = track(name, { number: name === 'left' ? 1 : 2 })
  return [of, ...Array.from({ length: FRAMES }, (_, frame) => cuboid(of.id, frame, car))]
}

const found = (check: string, findings: readonly Finding[]) =>
  findings.filter((finding) => finding.check === check)

describe('the checking worker', () => {
  it('finds what looks like an object outside of all boxes, until it has one and once that is gone', async () => {
    const { after } = openedOn()
    const [left, right] = [labelled('left', SEEN[0]), labelled('right', SEEN[1])]
    const [missing, ...others] = found('E8', await after(left))
    expect(others).toEqual([])
    expect(missing).toMatchObject({ tracks: [], mend: 'addObject' })
    expect(missing?.frames.length).toBe(FRAMES)
    expect(missing?.place?.center[1]).toBeLessThan(-4)

    expect(found('E8', await after(right))).toEqual([])
    expect(found('E8', await after(right, true)).length).toBe(1)
  })

  it('does not look for objects where that check is off', async () => {
    const { after } = openedOn(undefined, withChoice(DEFAULT_SETTINGS, 'E8', { isOn: false }))
    expect(found('E8', await after(labelled('left', SEEN[0])))).toEqual([])
  })

  it('finds a box that is where its object was at the frame’s time, not when it was seen', async () => {
    const late = Array.from({ length: 120 }, () => 50_000)
    // Seen a twentieth of a second later, when it was half a meter further.
    const before = carAt(SEEN[0].center[0] - 0.5, SEEN[0].center[1])
    const [odd] = found('C11', await openedOn(late).after(labelled('left', before)))
    expect(odd).toMatchObject({ tracks: ['left'], mend: 'shiftInTime' })
    expect(odd?.value).toBeCloseTo(0.5, 2)
    expect(found('C11', await openedOn().after(labelled('left', before)))).toEqual([])
    expect(found('C11', await openedOn(late).after(labelled('left', SEEN[0])))).toEqual([])
  })
})
