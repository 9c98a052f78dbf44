import { flipCuboid, swapLengthWidth } from '@trueline/annotation'
import type { Action, Workbench } from '../workbench.ts'
import { type ScreenDirection, type StepSize, stepMove, stepResize, stepYaw } from './boxSteps.ts'
import { changeSelected, commandSelected, fitSelected } from './editCuboid.ts'

type Text = Action['label']

const DIRECTIONS: readonly {
  readonly direction: ScreenDirection
  readonly key: string
  readonly name: string
  readonly move: Text
  readonly resize: Text
}[] = [
  {
    direction: 'left',
    key: 'A',
    name: 'Left',
    move: { en: 'Move left', zh: '左移' },
    resize: { en: 'Right face inwards', zh: '右侧面内缩' },
  },
  {
    direction: 'right',
    key: 'D',
    name: 'Right',
    move: { en: 'Move right', zh: '右移' },
    resize: { en: 'Right face outwards', zh: '右侧面外扩' },
  },
  {
    direction: 'up',
    key: 'W',
    name: 'Up',
    move: { en: 'Move up', zh: '上移' },
    resize: { en: 'Upper face outwards', zh: '上侧面外扩' },
  },
  {
    direction: 'down',
    key: 'S',
    name: 'Down',
    move: { en: 'Move down', zh: '下移' },
    resize: { en: 'Upper face inwards', zh: '上侧面内缩' },
  },
]

const SIZES: readonly {
  readonly size: StepSize
  readonly prefix: string
  readonly suffix: string
  readonly by: Text
}[] = [
  { size: 'fine', prefix: '', suffix: '', by: { en: '', zh: '' } },
  { size: 'coarse', prefix: 'Shift+', suffix: 'Coarse', by: { en: ', × 10', zh: '，× 10' } },
]

const moves: readonly Action[] = SIZES.flatMap(({ size, prefix, suffix, by }) =>
  DIRECTIONS.flatMap(({ direction, key, name, move, resize }): readonly Action[] => [
    {
      id: `box.move${name}${suffix}`,
      keys: [`${prefix}${key}`],
      label: { en: `${move.en}${by.en}`, zh: `${move.zh}${by.zh}` },
      group: 'move',
      run: (workbench) =>
        changeSelected(workbench, (cuboid, { activeView }) =>
          stepMove(cuboid, { view: activeView, direction, size }),
        ),
    },
    {
      id: `box.resize${name}${suffix}`,
      keys: [`${prefix}Alt+${key}`],
      label: { en: `${resize.en}${by.en}`, zh: `${resize.zh}${by.zh}` },
      group: 'move',
      run: (workbench) =>
        changeSelected(workbench, (cuboid, { activeView }) =>
          stepResize(cuboid, { view: activeView, direction, size }),
        ),
    },
  ]),
)

const TURNS: readonly {
  readonly direction: 'left' | 'right'
  readonly key: string
  readonly fitKey: string
  readonly name: string
  readonly turn: Text
  readonly fit: Text
}[] = [
  {
    direction: 'left',
    key: 'Q',
    fitKey: 'R',
    name: 'Left',
    turn: { en: 'Turn left', zh: '左转' },
    fit: { en: 'Turn left and fit the size', zh: '左转并贴合尺寸' },
  },
  {
    direction: 'right',
    key: 'E',
    fitKey: 'F',
    name: 'Right',
    turn: { en: 'Turn right', zh: '右转' },
    fit: { en: 'Turn right and fit the size', zh: '右转并贴合尺寸' },
  },
]

const turns: readonly Action[] = SIZES.flatMap(({ size, prefix, suffix, by }) =>
  TURNS.flatMap(({ direction, key, fitKey, name, turn, fit }): readonly Action[] => [
    {
      id: `box.turn${name}${suffix}`,
      keys: [`${prefix}${key}`],
      label: { en: `${turn.en}${by.en}`, zh: `${turn.zh}${by.zh}` },
      group: 'turn',
      run: (workbench) => changeSelected(workbench, (cuboid) => stepYaw(cuboid, direction, size)),
    },
    {
      id: `box.turnFit${name}${suffix}`,
      keys: [`${prefix}${fitKey}`],
      label: { en: `${fit.en}${by.en}`, zh: `${fit.zh}${by.zh}` },
      group: 'turn',
      run: (workbench) =>
        fitSelected(workbench, {
          modes: ['shrink'],
          from: (cuboid) => stepYaw(cuboid, direction, size),
        }),
    },
  ]),
)

/** What keys do to the selected cuboid in the view under the pointer; each makes one edit. */
export const boxActions: readonly Action[] = [
  ...moves,
  ...turns,
  {
    id: 'box.flip',
    keys: ['G'],
    label: { en: 'Turn around (180°)', zh: '翻转 180°' },
    group: 'turn',
    run: (workbench) =>
      commandSelected(workbench, 'flipCuboid', (cuboid, { annotations, clip }) =>
        flipCuboid(annotations, cuboid, clip?.frames ?? []),
      ),
  },
  {
    id: 'box.swap',
    keys: ['C'],
    label: { en: 'Swap length and width', zh: '交换长宽' },
    group: 'turn',
    run: (workbench) =>
      commandSelected(workbench, 'swapLengthWidth', (cuboid, { annotations, clip }) =>
        swapLengthWidth(annotations, cuboid, clip?.frames ?? []),
      ),
  },
  {
    id: 'box.fit',
    keys: ['X'],
    label: { en: 'Fit to the points', zh: '贴合点云' },
    group: 'fit',
    run: (workbench) => fitSelected(workbench, { modes: ['shrink', 'grow'] }),
  },
  {
    id: 'box.stick',
    keys: ['Shift+X'],
    label: { en: 'Fit to the points, size kept', zh: '保持尺寸贴合' },
    group: 'fit',
    run: (workbench) => fitSelected(workbench, { modes: ['stick'] }),
  },
  {
    id: 'box.create',
    keys: ['Shift+C'],
    label: { en: 'New box: click an object', zh: '新建框：点击目标' },
    group: 'object',
    run: toggleCreate,
  },
]

function toggleCreate({ store }: Workbench): void {
  const { tool, set } = store.getState()
  set({ tool: tool === 'createCuboid' ? 'select' : 'createCuboid' })
}
