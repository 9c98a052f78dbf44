/** Threads of a workgroup. */
export const THREADS = 64

/**
 * The raster of points in WGSL, as `rasterOf` makes it: `count` once for each point, then `finish` once
 * for each cell.
 *
 * Numbers are read as their bits where they may be none: a shader may take it that there is no NaN.
 * Every step that decides where a point lies is rounded by itself, by way of bits that the compiler
 * cannot know: fused steps would put points on the edge of a slice into the next.
 */
export const RASTER_SHADER = /* wgsl */ `
struct Recipe {
  minX: f32,
  minY: f32,
  perCell: f32,
  pointCount: u32,
  columns: u32,
  rows: u32,
  slices: u32,
  // Always 0, which only we know.
  zero: u32,
  groundMinX: f32,
  groundMinY: f32,
  groundPerCell: f32,
  groundColumns: u32,
  groundRows: u32,
  heightUnit: f32,
  fullSlice: u32,
  fullCell: u32,
}

@group(0) @binding(0) var<uniform> recipe: Recipe;
// Bits of x, y, z and intensity.
@group(0) @binding(1) var<storage, read> points: array<vec4u>;
// Bits of the heights at the middles of the ground's cells.
@group(0) @binding(2) var<storage, read> ground: array<u32>;
// The edges of the slices, then the shares of a slice's counts, then those of a cell's.
@group(0) @binding(3) var<storage, read> tables: array<f32>;
// Counts of each slice, of all of them, the order of the highest and the reverse order of the lowest.
@group(0) @binding(4) var<storage, read_write> counts: array<atomic<u32>>;
// The same, as the finished raster.
@group(0) @binding(4) var<storage, read_write> raster: array<u32>;

fn rounded(value: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(value) ^ recipe.zero);
}

fn isFinite(bits: u32) -> bool {
  return (bits & 0x7f800000u) != 0x7f800000u;
}

fn between(start: f32, end: f32, share: f32) -> f32 {
  return rounded(start + rounded(rounded(end - start) * share));
}

struct Level {
  isKnown: bool,
  height: f32,
}

// What the known ones of the four middles around a place say.
fn levelBesideGaps(column: f32, row: f32) -> Level {
  let left = i32(floor(column));
  let below = i32(floor(row));
  let columns = i32(recipe.groundColumns);
  let rows = i32(recipe.groundRows);
  var sum = 0.0;
  var weights = 0.0;
  for (var corner = 0; corner < 4; corner++) {
    let c = left + (corner & 1);
    let r = below + (corner >> 1);
    if (c < 0 || c >= columns || r < 0 || r >= rows) { continue; }
    let bits = ground[u32(r * columns + c)];
    if (!isFinite(bits)) { continue; }
    let along = select(1.0 - column + f32(left), column - f32(left), (corner & 1) == 1);
    let across = select(1.0 - row + f32(below), row - f32(below), (corner >> 1) == 1);
    sum += along * across * bitcast<f32>(bits);
    weights += along * across;
  }
  if (weights > 0.0) { return Level(true, sum / weights); }
  return Level(false, 0.0);
}

fn levelAt(x: f32, y: f32) -> Level {
  let column = rounded(rounded(rounded(x - recipe.groundMinX) * recipe.groundPerCell) - 0.5);
  let row = rounded(rounded(rounded(y - recipe.groundMinY) * recipe.groundPerCell) - 0.5);
  if (!(column >= -1.0 && column < f32(recipe.groundColumns))) { return Level(false, 0.0); }
  if (!(row >= -1.0 && row < f32(recipe.groundRows))) { return Level(false, 0.0); }
  let isInside = column >= 0.0 && column < f32(recipe.groundColumns) - 1.0
    && row >= 0.0 && row < f32(recipe.groundRows) - 1.0;
  if (!isInside) { return levelBesideGaps(column, row); }
  let left = u32(column);
  let below = u32(row);
  let corner = below * recipe.groundColumns + left;
  let near = vec2u(ground[corner], ground[corner + 1]);
  let far = vec2u(ground[corner + recipe.groundColumns], ground[corner + recipe.groundColumns + 1]);
  let isWhole = isFinite(near.x) && isFinite(near.y) && isFinite(far.x) && isFinite(far.y);
  if (!isWhole) { return levelBesideGaps(column, row); }
  let along = rounded(column - f32(left));
  let height = between(
    between(bitcast<f32>(near.x), bitcast<f32>(near.y), along),
    between(bitcast<f32>(far.x), bitcast<f32>(far.y), along),
    rounded(row - f32(below)),
  );
  return Level(true, height);
}

// Whole numbers in the order of the heights they stand for; none is 0.
fn orderOf(height: f32) -> u32 {
  let bits = bitcast<u32>(height);
  return select(bits | 0x80000000u, ~bits, (bits >> 31u) == 1u);
}

fn heightOf(order: u32) -> f32 {
  return bitcast<f32>(select(~order, order & 0x7fffffffu, (order >> 31u) == 1u));
}

@compute @workgroup_size(${THREADS})
fn count(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.y * groups.x * ${THREADS}u + id.x;
  if (at >= recipe.pointCount) { return; }
  let bits = points[at];
  if (!(isFinite(bits.x) && isFinite(bits.y) && isFinite(bits.z))) { return; }
  let place = bitcast<vec3f>(bits.xyz);
  let column = rounded(rounded(place.x - recipe.minX) * recipe.perCell);
  let row = rounded(rounded(place.y - recipe.minY) * recipe.perCell);
  if (!(column >= 0.0 && column < f32(recipe.columns))) { return; }
  if (!(row >= 0.0 && row < f32(recipe.rows))) { return; }
  let level = levelAt(place.x, place.y);
  if (!level.isKnown) { return; }
  let height = rounded(place.z - level.height);
  if (!(height >= tables[0] && height < tables[recipe.slices])) { return; }
  var slice = 0u;
  while (height >= tables[slice + 1u]) { slice++; }
  let cells = recipe.columns * recipe.rows;
  let cell = u32(row) * recipe.columns + u32(column);
  atomicAdd(&counts[slice * cells + cell], 1u);
  atomicAdd(&counts[recipe.slices * cells + cell], 1u);
  atomicMax(&counts[(recipe.slices + 1u) * cells + cell], orderOf(height));
  atomicMax(&counts[(recipe.slices + 2u) * cells + cell], ~orderOf(height));
}

@compute @workgroup_size(${THREADS})
fn finish(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let cell = id.y * groups.x * ${THREADS}u + id.x;
  let cells = recipe.columns * recipe.rows;
  if (cell >= cells) { return; }
  let inCell = recipe.slices * cells + cell;
  let ofCell = raster[inCell];
  // An empty cell is 0 throughout already.
  if (ofCell == 0u) { return; }
  let ofSlices = recipe.slices + 1u;
  let ofCells = ofSlices + recipe.fullSlice + 1u;
  for (var slice = 0u; slice < recipe.slices; slice++) {
    let at = slice * cells + cell;
    raster[at] = bitcast<u32>(tables[ofSlices + min(raster[at], recipe.fullSlice)]);
  }
  raster[inCell] = bitcast<u32>(tables[ofCells + min(ofCell, recipe.fullCell)]);
  let highest = inCell + cells;
  let lowest = highest + cells;
  raster[highest] = bitcast<u32>(heightOf(raster[highest]) / recipe.heightUnit);
  raster[lowest] = bitcast<u32>(heightOf(~raster[lowest]) / recipe.heightUnit);
}
`
