import { offsetPolyline, type Polyline } from '@trueline/geometry'
import { type Annotations, annotationsOf } from '../annotations.ts'
import { newLane } from '../commands/lanes/createLane.ts'
import { boundaryElement } from '../commands/lanes/drawBoundaries.ts'
import { newLink } from '../commands/lanes/linkFixed.ts'
import { laneId, mapElementId } from '../ids.ts'
import type { Lane } from '../records/lane.ts'
import type { AnnotationRecord } from '../records/record.ts'

const WIDTH = 3.5

/**
 * A road along x in stretches of 20 m: `lanes` lanes side by side that share boundaries, lane `r{k}` of
 * stretch k to the right of `l{k}`, each followed by the same of the next stretch.
 */
export function road(stretches: number): Annotations {
  const records: AnnotationRecord[] = []
  for (let k = 0; k < stretches; k++) {
    const line: Polyline = [0, 10, 20].map((x) => [20 * k + x, 0, 0.1 * k] as const)
    for (const [index, name] of ['outer', 'middle', 'inner'].entries()) {
      records.push(
        boundaryElement(mapElementId(`${name}${k}`), offsetPolyline(line, WIDTH * index)),
      )
    }
    const right = laneOn(`r${k}`, offsetPolyline(line, WIDTH / 2))
    const left = laneOn(`l${k}`, offsetPolyline(line, 1.5 * WIDTH))
    records.push(
      { ...right, right: side(`outer${k}`), left: side(`middle${k}`) },
      { ...left, right: side(`middle${k}`), left: side(`inner${k}`), isCenterDerived: true },
      newLink({ linkKind: 'leftNeighbour', from: right.id, to: left.id }),
      newLink({ linkKind: 'rightNeighbour', from: left.id, to: right.id }),
    )
    if (k === 0) continue
    for (const name of ['r', 'l']) {
      const [from, to] = [laneId(`${name}${k - 1}`), laneId(`${name}${k}`)]
      records.push(newLink({ linkKind: 'successor', from, to }))
    }
  }
  return annotationsOf(records)
}

function laneOn(name: string, centerLine: Polyline): Lane {
  return newLane({ laneId: laneId(name), laneKind: 'driving', centerLine })
}

function side(name: string) {
  return { elementId: mapElementId(name), isReversed: false } as const
}
