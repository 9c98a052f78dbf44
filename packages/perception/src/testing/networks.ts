import { type Graph, type Node, onnxOf, type Port, type Weights } from './onnxWriter.ts'
import { randomFrom } from './tensors.ts'

/** Weights that are the same for the same name, small enough that nothing grows out of bounds. */
function weights(name: string, dims: readonly number[], scale = 0.1): Weights {
  const letters = new TextEncoder().encode(name)
  const random = randomFrom(letters.reduce((sum, letter) => sum * 31 + letter, 7))
  const length = dims.reduce((product, side) => product * side, 1)
  return { name, dims, data: Float32Array.from({ length }, () => random() * scale) }
}

const port = (name: string, dims: readonly number[], type: Port['type'] = 'float32'): Port => ({
  name,
  type,
  dims,
})

/** A convolution that halves both sides (stride 2, 3 × 3) or keeps them (1 × 1). */
function conv(input: string, output: string, sides: { from: number; to: number; half?: true }) {
  const kernel = sides.half ? 3 : 1
  const name = `${output}_weights`
  const node: Node = {
    type: 'Conv',
    inputs: [input, name],
    outputs: [output],
    ints: {
      kernel_shape: [kernel, kernel],
      strides: sides.half ? [2, 2] : [1, 1],
      pads: sides.half ? [1, 1, 1, 1] : [0, 0, 0, 0],
      dilations: [1, 1],
    },
  }
  return { node, weights: weights(name, [sides.to, sides.from, kernel, kernel]) }
}

/** A network of our detector's layout with random weights, for a window of so many cells. */
export function ourNetwork(cells: number): Uint8Array {
  const stem = conv('raster', 'stem', { from: 13, to: 8, half: true })
  const heat = conv('stem', 'logits', { from: 8, to: 4 })
  const box = conv('stem', 'box', { from: 8, to: 10 })
  return onnxOf({
    inputs: [port('raster', [1, 13, cells, cells])],
    outputs: [
      port('heatmap', [1, 4, cells / 2, cells / 2]),
      port('box', [1, 10, cells / 2, cells / 2]),
    ],
    nodes: [
      stem.node,
      heat.node,
      box.node,
      { type: 'Sigmoid', inputs: ['logits'], outputs: ['heatmap'] },
    ],
    weights: [stem.weights, heat.weights, box.weights],
  })
}

/** Pillars' features turned into a map of 8 channels × 32 × 32 by their cells, batch, z, y, x. */
function scattered(pillars: number, points: number, features: number) {
  const nodes: readonly Node[] = [
    { type: 'MatMul', inputs: ['voxels', 'pfn'], outputs: ['lifted'] },
    {
      type: 'ReduceMax',
      inputs: ['lifted'],
      outputs: ['pillars'],
      ints: { axes: [1], keepdims: 0 },
    },
    // Flat place of a cell: y · 32 + x; unused pillars add to cell 0 or -1, as in the published graphs.
    { type: 'Slice', inputs: ['cells', 'two', 'four', 'one'], outputs: ['yx'] },
    { type: 'Mul', inputs: ['yx', 'strides'], outputs: ['parts'] },
    { type: 'ReduceSum', inputs: ['parts', 'one'], outputs: ['flat'], ints: { keepdims: 1 } },
    { type: 'ScatterND', inputs: ['canvas', 'flat', 'pillars'], outputs: ['rows'] },
    { type: 'Transpose', inputs: ['rows'], outputs: ['columns'], ints: { perm: [1, 0] } },
    { type: 'Reshape', inputs: ['columns', 'map_shape'], outputs: ['map'] },
  ]
  const integers = (name: string, values: readonly number[]): Weights => ({
    name,
    dims: [values.length],
    data: BigInt64Array.from(values, BigInt),
  })
  return {
    nodes,
    weights: [
      weights('pfn', [features, 8]),
      integers('two', [2]),
      integers('four', [4]),
      integers('one', [1]),
      integers('strides', [32, 1]),
      integers('map_shape', [1, 8, 32, 32]),
      { name: 'canvas', dims: [1024, 8], data: new Float32Array(1024 * 8) },
    ],
    inputs: [port('voxels', [pillars, points, features])],
  }
}

/** `Graph` with the cells' input under the name a layout gives it. */
function withCells(graph: Graph, cellsName: string, pillars: number): Graph {
  return {
    ...graph,
    inputs: [...graph.inputs, port(cellsName, [pillars, 4], 'int64')],
    nodes: graph.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map((name) => (name === 'cells' ? cellsName : name)),
    })),
  }
}

/** The anchor heads of PointPillars over a map, in either layout; names as the exports give them. */
export function pointPillarsNetwork(layout: 'openpcdet' | 'mmdet'): Uint8Array {
  const isLast = layout === 'openpcdet'
  const base = scattered(200, 8, isLast ? 10 : 4)
  const stem = conv('map', 'stem', { from: 8, to: 8, half: true })
  const names = isLast
    ? ['cls_preds', 'box_preds', 'dir_cls_preds']
    : ['cls_score0', 'bbox_pred0', 'dir_cls_pred0']
  const heads = [18, 42, 12].map((values, at) =>
    conv('stem', isLast ? `planes${at}` : names[at]!, { from: 8, to: values }),
  )
  const turned = names.map(
    (name, at): Node => ({
      type: 'Transpose',
      inputs: [`planes${at}`],
      outputs: [name],
      ints: { perm: [0, 2, 3, 1] },
    }),
  )
  const count = isLast ? port('voxel_num', [1], 'int32') : port('num_points', [200], 'int32')
  const graph: Graph = {
    inputs: [...base.inputs, count],
    outputs: names.map((name, at) => {
      const values = [18, 42, 12][at]!
      return port(name, isLast ? [1, 16, 16, values] : [1, values, 16, 16])
    }),
    nodes: [...base.nodes, stem.node, ...heads.map(({ node }) => node), ...(isLast ? turned : [])],
    weights: [...base.weights, stem.weights, ...heads.map((head) => head.weights)],
  }
  return onnxOf(withCells(graph, isLast ? 'voxel_idxs' : 'coors', 200))
}

/** The centre heads of CenterPoint over a map, two groups of classes, as OpenPCDet names them. */
export function centerPointNetwork(): Uint8Array {
  const base = scattered(200, 8, 10)
  const stem = conv('map', 'stem', { from: 8, to: 8, half: true })
  const heads = [1, 2].flatMap((classes, task) =>
    Object.entries({ hm: classes, center: 2, center_z: 1, dim: 3, rot: 2 }).map(
      ([name, channels]) => ({
        ...conv('stem', `${name}_${task}`, { from: 8, to: channels }),
        port: port(`${name}_${task}`, [1, channels, 16, 16]),
      }),
    ),
  )
  const graph: Graph = {
    inputs: [...base.inputs, port('voxel_num', [1], 'int32')],
    outputs: heads.map((head) => head.port),
    nodes: [...base.nodes, stem.node, ...heads.map(({ node }) => node)],
    weights: [...base.weights, stem.weights, ...heads.map((head) => head.weights)],
  }
  return onnxOf(withCells(graph, 'voxel_idxs', 200))
}

/** A network whose only node turns `raster` into outputs of our detector's names. */
export function brokenNetwork(type: string, domain?: string): Uint8Array {
  const node = (output: string): Node => ({
    type,
    inputs: ['raster'],
    outputs: [output],
    ...(domain === undefined ? {} : { domain }),
  })
  return onnxOf({
    inputs: [port('raster', [1, 13, 64, 64])],
    outputs: [port('heatmap', [1, 13, 64, 64]), port('box', [1, 13, 64, 64])],
    nodes: [node('heatmap'), node('box')],
    weights: [],
  })
}
