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
  const columns = sharesOf(picture.widthPx, widestPx)
  const rows = sharesOf(picture.heightPx, heightPx)
  const pixels = new Uint8ClampedArray(4 * widestPx * heightPx).fill(255)
  const sums = new Float32Array(3 * picture.widthPx)
  for (let row = 0; row < heightPx; row++) {
    sums.fill(0)
    for (const covered of rows[row]!) addRow(sums, picture, covered)
    for (let column = 0; column < widestPx; column++) {
      let [red, green, blue] = [0, 0, 0]
      for (const [from, share] of columns[column]!) {
        red += share * sums[3 * from]!
        green += share * sums[3 * from + 1]!
        blue += share * sums[3 * from + 2]!
      }
      const at = 4 * (row * widestPx + column)
      pixels[at] = red
      pixels[at + 1] = green
      pixels[at + 2] = blue
    }
  }
  return { pixels, widthPx: widestPx, heightPx }
}

/** A row or column that is covered, and its share of what covers it. */
type Covered = readonly [from: number, share: number]

/** Adds a share of a row of the picture, without its alpha. */
function addRow(sums: Float32Array, { pixels, widthPx }: Pixels, [row, share]: Covered): void {
  for (let column = 0, at = 4 * row * widthPx, to = 0; column < widthPx; column++, at += 4) {
    sums[to++]! += share * pixels[at]!
    sums[to++]! += share * pixels[at + 1]!
    sums[to++]! += share * pixels[at + 2]!
  }
}

/** For each of `count` equal parts of `length` pixels in a line, the pixels it covers and their shares of it. */
function sharesOf(length: number, count: number): readonly (readonly Covered[])[] {
  const part = length / count
  return Array.from({ length: count }, (_, index) => {
    const [begin, end] = [index * part, Math.min(length, (index + 1) * part)]
    const covered: Covered[] = []
    for (let from = Math.floor(begin); from < end; from++) {
      covered.push([from, (Math.min(end, from + 1) - Math.max(begin, from)) / (end - begin)])
    }
    return covered
  })
}
