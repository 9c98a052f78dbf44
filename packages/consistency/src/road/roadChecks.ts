import { crossingLines } from './checks/crossingLines.ts'
import { direction } from './checks/direction.ts'
import { duplicateLine } from './checks/duplicateLine.ts'
import { endsMeet } from './checks/endsMeet.ts'
import { graphSane } from './checks/graphSane.ts'
import { laneWidth } from './checks/laneWidth.ts'
import { lineSound } from './checks/lineSound.ts'
import { rulesLinked } from './checks/rulesLinked.ts'
import type { RoadCheck } from './roadCheck.ts'

/** Every check of what does not move. */
export const ROAD_CHECKS: readonly RoadCheck[] = [
  duplicateLine,
  endsMeet,
  graphSane,
  direction,
  lineSound,
  laneWidth,
  crossingLines,
  rulesLinked,
]
