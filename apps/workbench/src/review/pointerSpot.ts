import type { SensorId } from '@trueline/annotation'
import type { Pixel, Vec3 } from '@trueline/geometry'
import { placeIn } from '../panes/pointer.ts'

/** What the pointer is over: a line of sight in ego space, or a place of a picture. */
export type PointerSpot =
  | { readonly kind: 'ray'; readonly origin: Vec3; readonly direction: Vec3 }
  | { readonly kind: 'image'; readonly sensorId: SensorId; readonly pixel: Pixel }

let spotNow: (() => PointerSpot | null) | null = null

/** What the pointer is over now; `null` where that is no view of the clip. */
export function pointerSpot(): PointerSpot | null {
  return spotNow?.() ?? null
}

/**
 * Has a view tell what the pointer is over while it is; returns how to stop. What it is over is worked
 * out only once somebody asks.
 */
export function tellPointerSpot(
  element: HTMLElement,
  spotAt: (x: number, y: number) => PointerSpot | null,
): () => void {
  const ended = new AbortController()
  const { signal } = ended
  const own = { spot: null as (() => PointerSpot | null) | null }
  const leave = (): void => {
    if (spotNow === own.spot) spotNow = null
    own.spot = null
  }
  element.addEventListener(
    'pointermove',
    (event) => {
      own.spot = () => spotAt(...placeIn(element, event))
      spotNow = own.spot
    },
    { signal },
  )
  element.addEventListener('pointerleave', leave, { signal })
  return () => {
    ended.abort()
    leave()
  }
}
