import { type Cuboid, fromYaw, multiply, poseOf } from '@trueline/geometry'
import {
  type ScreenDirection,
  stepMove,
  stepResize,
  stepYaw,
} from '../../../apps/workbench/src/tools/boxSteps.ts'
import { dragHandle } from '../../../apps/workbench/src/tools/dragHandle.ts'
import { type ViewPoint, viewFromEgo } from '../../../apps/workbench/src/tools/sideView.ts'
import { offBy, wholeOff } from './goal.ts'

/** What a hand does to a box in one of its views, as one action: a key, or a drag of the whole box by so many meters. */
export type Press = { readonly view: 'top' | 'side' } & (
  | { readonly key: string }
  | { readonly drag: ViewPoint }
)

/** More than anybody does to one box. */
const MOST_PRESSES = 40

const VIEWS = ['top', 'side'] as const
const DIRECTIONS: readonly (readonly [ScreenDirection, string])[] = [
  ['left', 'a'],
  ['right', 'd'],
  ['up', 'w'],
  ['down', 's'],
]

type KeyStep = {
  readonly key: string
  readonly view: Press['view']
  readonly to: (box: Cuboid) => Cuboid
}

/** What keys do to a box, as the workbench has it. */
const KEYS: readonly KeyStep[] = [
  { key: 'g', view: 'top', to: (box) => ({ ...box, rotation: turnedAround(box) }) },
  ...(['coarse', 'fine'] as const).flatMap((size): KeyStep[] => {
    const shift = size === 'coarse' ? 'Shift+' : ''
    const turns = (['left', 'right'] as const).map((direction): KeyStep => {
      const key = `${shift}${direction === 'left' ? 'q' : 'e'}`
      return { key, view: 'top', to: (box) => stepYaw(box, direction, size) }
    })
    const moves = VIEWS.flatMap((view) =>
      DIRECTIONS.flatMap(([direction, letter]): KeyStep[] => [
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

/** The box after a hand did something to it. */
export function afterPress(box: Cuboid, press: Press): Cuboid {
  if ('drag' in press) {
    const { view, drag } = press
    return dragHandle({ view, handle: { kind: 'inside' }, from: [0, 0], cuboid: box }, drag, false)
  }
  const step = KEYS.find(({ key, view }) => key === press.key && view === press.view)
  if (step === undefined) throw new Error(`No key ${press.key} in the ${press.view} view`)
  return step.to(box)
}

/** What brings a box to what is there within tolerance, each time what brings it nearest. */
export function pressesTo(goal: Cuboid, from: Cuboid): readonly Press[] {
  const presses: Press[] = []
  let box = from
  while (offBy(box, goal) > 1 && presses.length < MOST_PRESSES) {
    const now = box
    const drags = VIEWS.map((view): Press => {
      return { view, drag: viewFromEgo(view, poseOf(now), goal.center) }
    })
    const tried = [...KEYS.map(({ key, view }): Press => ({ key, view })), ...drags].map(
      (press) => ({ press, box: afterPress(now, press) }),
    )
    const best = tried.reduce((a, b) => (wholeOff(b.box, goal) < wholeOff(a.box, goal) ? b : a))
    if (wholeOff(best.box, goal) >= wholeOff(now, goal)) break
    presses.push(best.press)
    box = best.box
  }
  return presses
}

function turnedAround({ rotation }: Cuboid): Cuboid['rotation'] {
  return multiply(fromYaw(Math.PI), rotation)
}
