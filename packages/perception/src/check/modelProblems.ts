import { type Message, verbatim } from '@trueline/annotation'
import { gridOf } from '../decode/decode.ts'
import type { AnchorsHead, CentersHead } from '../manifest/heads.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import type { OnnxGraph, OnnxValue } from '../onnx/readOnnx.ts'
import { featureCountOf } from '../pillars/features.ts'
import { shapeText } from '../shapeText.ts'

/** A tensor that a manifest speaks of. */
type Wanted = {
  readonly name: string
  /** `null` for a side that may be any; of an output's channels, the fewest. */
  readonly dims: readonly (number | null)[]
  readonly isAtLeast?: boolean
}

/** Types an input may have: what is made of points is turned into them. */
const TAKEN = ['float32', 'int32', 'int64']
/** Types an output may have. */
const READ = ['float32', 'float16']

/**
 * All that does not fit between a manifest and the graph of its network, as far as can be told without
 * running it; empty when nothing is.
 */
export function modelProblems(
  manifest: ModelManifest,
  { inputs, outputs, operators }: OnnxGraph,
): readonly ModelError[] {
  const { file } = manifest
  const wantedInputs = inputsWanted(manifest)
  const names = wantedInputs.map(({ name }) => name)
  const unasked = inputs.filter(({ name }) => !names.includes(name))
  return [
    ...wantedInputs.flatMap((one) => portProblems(one, inputs, { file, kind: 'input' })),
    ...unasked.map(({ name }) =>
      problem('inputs', modelTexts.fileInput({ file, name }), [
        modelTexts.unfilledInput,
        modelTexts.none,
      ]),
    ),
    ...outputsWanted(manifest).flatMap((one) =>
      portProblems(one, outputs, { file, kind: 'output' }),
    ),
    ...operators
      .filter((operator) => /^(?!com\.microsoft:|ai\.onnx\.ml:).*:/.test(operator))
      .map((operator) =>
        problem('operators', verbatim(file), [
          modelTexts.operator({ operator }),
          modelTexts.onnxOperators,
        ]),
      ),
  ]
}

function inputsWanted({ input }: ModelManifest): readonly Wanted[] {
  if (input.recipe === 'raster') {
    const channels = input.heightEdges.length + 2
    return [{ name: input.input, dims: [1, channels, input.rows, input.columns] }]
  }
  const { points, cells, counts, pillarCount } = input.inputs
  const { maxPillars, maxPointsPerPillar } = input
  return [
    { name: points, dims: [maxPillars, maxPointsPerPillar, featureCountOf(input)] },
    { name: cells, dims: [maxPillars, input.cellOrder.length] },
    ...(counts === null ? [] : [{ name: counts, dims: [maxPillars] }]),
    ...(pillarCount === null ? [] : [{ name: pillarCount, dims: [1] }]),
  ]
}

function outputsWanted(manifest: ModelManifest): readonly Wanted[] {
  const { head, classes } = manifest
  const grid = gridOf(manifest)
  const rows = Math.floor(grid.rows / head.stride)
  const columns = Math.floor(grid.columns / head.stride)
  return head.kind === 'anchors'
    ? anchorOutputs(head, { rows, columns, classes: classes.length })
    : centerOutputs(head, { rows, columns })
}

function anchorOutputs(
  { outputs, anchors, rotations, layout, scoresPerAnchor }: AnchorsHead,
  size: { readonly rows: number; readonly columns: number; readonly classes: number },
): readonly Wanted[] {
  const count = anchors.length * rotations.length
  const wanted = (name: string, perAnchor: number): Wanted => {
    const values = count * perAnchor
    const { rows, columns } = size
    const isLast = layout === 'channels-last'
    return { name, dims: isLast ? [1, rows, columns, values] : [1, values, rows, columns] }
  }
  return [
    wanted(outputs.scores, scoresPerAnchor === 'classes' ? size.classes : 1),
    wanted(outputs.boxes, 7),
    ...(outputs.directions === null ? [] : [wanted(outputs.directions, 2)]),
  ]
}

function centerOutputs(
  { tasks }: CentersHead,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): readonly Wanted[] {
  const fewest = new Map<string, number>()
  for (const task of tasks) {
    const { heatmap, offset, height, size, rotation, direction, quality, classes } = task
    const places = [
      { ...heatmap, count: classes.length },
      { ...offset, count: 2 },
      { ...height, count: 1 },
      { ...size, count: 3 },
      { ...rotation, count: 2 },
      ...(direction === null ? [] : [{ ...direction, count: 1 }]),
      ...(quality === null ? [] : [{ ...quality, count: 1 }]),
    ]
    for (const { output, channel, count } of places) {
      fewest.set(output, Math.max(fewest.get(output) ?? 0, channel + count))
    }
  }
  return [...fewest].map(([name, channels]) => ({
    name,
    dims: [1, channels, rows, columns],
    isAtLeast: true,
  }))
}

function portProblems(
  wanted: Wanted,
  ports: readonly OnnxValue[],
  { file, kind }: { readonly file: string; readonly kind: 'input' | 'output' },
): readonly ModelError[] {
  const about = kind === 'input' ? 'inputs' : 'outputs'
  const port = ports.find(({ name }) => name === wanted.name)
  if (port === undefined) {
    const where = modelTexts[kind === 'input' ? 'fileInputs' : 'fileOutputs']({ file })
    const names = ports.map(({ name }) => name).join(', ')
    const found = names === '' ? modelTexts.none : verbatim(names)
    return [problem(about, where, [found, verbatim(wanted.name)])]
  }
  const { name } = wanted
  const where = modelTexts[kind === 'input' ? 'fileInput' : 'fileOutput']({ file, name })
  const types = kind === 'input' ? TAKEN : READ
  return [
    ...(types.includes(port.type)
      ? []
      : [problem(about, where, [verbatim(port.type), eitherOf(types)])]),
    ...(isShaped(port, wanted)
      ? []
      : [problem('shape', where, [shapeText(port.dims), wantedText(wanted)])]),
  ]
}

function isShaped({ dims }: OnnxValue, wanted: Wanted): boolean {
  // A graph need not say what comes out of it.
  if (dims.length === 0) return true
  return (
    dims.length === wanted.dims.length &&
    dims.every((side, at) => {
      const asked = wanted.dims[at] ?? null
      if (side === null || asked === null) return true
      return wanted.isAtLeast && at === 1 ? side >= asked : side === asked
    })
  )
}

function wantedText({ dims, isAtLeast }: Wanted): Message {
  return shapeText(
    dims.map((side, at) =>
      isAtLeast && at === 1 && side !== null ? modelTexts.atLeast({ least: side }) : side,
    ),
  )
}

function eitherOf(types: readonly string[]): Message {
  return types
    .map((type) => verbatim(type))
    .reduce((one, other) => modelTexts.either({ one, other }))
}

function problem(
  kind: ModelError['problem'],
  where: Message,
  [found, expected]: readonly [found: Message, expected: Message],
): ModelError {
  return new ModelError(kind, { where, found, expected })
}
