import { type Cuboid, fromYaw, multiply } from '@trueline/geometry'
import {
  type ScreenDirection,
  stepMove,
  stepResize,
  stepYaw,
} from '../../../apps/workbench/src/tools/boxSteps.ts'
import { offBy, wholeOff } from './goal.ts'

/** A key, and the side view it is pressed in. */
export type Press = { readonly key: string; readonly view: 'top' | 'side' }

type Step = Press & { readonly to: (box: Cuboid) => Cuboid }

/** More presses than anybody makes at one box. */
const MOST_PRESSES = 40

const DIRECTIONS: readonly (readonly [ScreenDirection, string])[] = [
  ['left', 'a'],
  ['right', 'd'],
  ['up', 'w'],
  ['down', 's'],
]

/** What keys do to a box, as the workbench has it. */
const STEPS: readonly Step[] = [
  { key: 'g', view: 'top', to: (box) => ({ ...box, rotation: turnedAround(box) }) },
  ...(['coarse', 'fine'] as const).flatMap((size): Step[] => {
    const shift = size === 'coarse' ? 'Shift+' : ''
    const turns = (['left', 'right'] as const).map((direction): Step => {
      const key = `${shift}${direction === 'left' ? 'q' : 'e'}`
      return { key, view: 'top', to: (box) => stepYaw(box, direction, size) }
    })
    const moves = (['top', 'side'] as const).flatMap((view) =>
      DIRECTIONS.flatMap(([direction, letter]): Step[] => [
        { key: shift + letter, view, to: (box) => stepMove(box, { view, direction, size }) },
        {
          key: `${shift}Alt+${letter}`,
          view,
          to: (box) => stepResize(box, { view, direction, size }),
        },
      ]),
    )
    return [...turns, ...moves]
  }),
]

/** The keys that bring a box to what is there within tolerance, each the one that brings it nearest. */
export function keysTo(goal: Cuboid, from: Cuboid): readonly Press[] {
  const presses: Press[] = []
  let box = from
  while (offBy(box, goal) > 1 && presses.length < MOST_PRESSES) {
    const tried = STEPS.map((step) => ({ step, box: step.to(box) }))
    const best = tried.reduce((a, b) => (wholeOff(b.box, goal) < wholeOff(a.box, goal) ? b : a))
    if (wholeOff(best.box, goal) >= wholeOff(box, goal)) break
    presses.push({ key: best.step.key, view: best.step.view })
    box = best.box
  }
  return presses
}

function turnedAround({ rotation }: Cuboid): Cuboid['rotation'] {
  return multiply(fromYaw(Math.PI), rotation)
}
