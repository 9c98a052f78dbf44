import { type Polyline, simplifyPolyline } from '@trueline/geometry'

/** Points that lie this near to the way between others tell nothing: half a millimeter. */
const STRAYS = 5e-4

/** The line without points that tell nothing: where the other edge bends, or the road turns on the spot. */
export function lean(line: Polyline): Polyline {
  return simplifyPolyline(line, STRAYS)
}
