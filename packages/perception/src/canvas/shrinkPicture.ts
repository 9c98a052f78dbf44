/** A picture's pixels: RGBA, row by row. */
export type Pixels = {
  readonly pixels: Uint8ClampedArray
  readonly widthPx: number
  readonly heightPx: number
}

/** A picture made smaller, of the same sides' ratio, to be no wider than `widestPx`; itself where it is not. */
export function shrinkPicture(picture: Pixels, widestPx: number): Pixels {
  if (picture.widthPx <= widestPx) return picture
  const heightPx = Math.max(1, Math.round((picture.heightPx * widestPx) / picture.widthPx))
  const columns = coverOf(picture.widthPx, widestPx)
  const rows = coverOf(picture.heightPx, heightPx)
  const pixels = new Uint8ClampedArray(4 * widestPx * heightPx).fill(255)
  const sums = new Float32Array(3 * picture.widthPx)
  for (let row = 0; row < heightPx; row++) {
    sums.fill(0)
    for (let at = rows.begin[row]!; at < rows.begin[row + 1]!; at++) {
      addRow(sums, picture, [rows.from[at]!, rows.share[at]!])
    }
    writeRow(sums, columns, pixels.subarray(4 * row * widestPx))
  }
  return { pixels, widthPx: widestPx, heightPx }
}

/** Adds a share of a row of the picture, without its alpha. */
function addRow(
  sums: Float32Array,
  { pixels, widthPx }: Pixels,
  [row, share]: readonly [row: number, share: number],
): void {
  for (let column = 0, at = 4 * row * widthPx, to = 0; column < widthPx; column++, at += 4) {
    sums[to++]! += share * pixels[at]!
    sums[to++]! += share * pixels[at + 1]!
    sums[to++]! += share * pixels[at + 2]!
  }
}

/** Writes a row of the smaller picture of the sums over the rows that it covers. */
function writeRow(sums: Float32Array, columns: Cover, pixels: Uint8ClampedArray): void {
  const { begin, from, share } = columns
  for (let column = 0; column + 1 < begin.length; column++) {
    let [red, green, blue] = [0, 0, 0]
    for (let at = begin[column]!; at < begin[column + 1]!; at++) {
      const place = 3 * from[at]!
      red += share[at]! * sums[place]!
      green += share[at]! * sums[place + 1]!
      blue += share[at]! * sums[place + 2]!
    }
    pixels[4 * column] = red
    pixels[4 * column + 1] = green
    pixels[4 * column + 2] = blue
  }
}

/** What each of some equal parts of a line of pixels covers: entries from `begin[part]` to before `begin[part + 1]`. */
type Cover = {
  readonly begin: Uint32Array
  /** A pixel, and its share of the part. */
  readonly from: readonly number[]
  readonly share: readonly number[]
}

function coverOf(length: number, parts: number): Cover {
  const step = length / parts
  const begin = new Uint32Array(parts + 1)
  const from: number[] = []
  const share: number[] = []
  for (let part = 0; part < parts; part++) {
    const [start, end] = [part * step, Math.min(length, (part + 1) * step)]
    for (let pixel = Math.floor(start); pixel < end; pixel++) {
      from.push(pixel)
      share.push((Math.min(end, pixel + 1) - Math.max(start, pixel)) / (end - start))
    }
    begin[part + 1] = from.length
  }
  return { begin, from, share }
}
