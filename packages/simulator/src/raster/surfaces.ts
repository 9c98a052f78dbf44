/** The faces and leaves that were cast, in the order they were. */
export type Surfaces = {
  count: number
  /** Place in `things` of each surface. */
  thingOf: Int32Array
  /** A face of its thing's mesh; or `-1 - i` for the i-th of its foliage. */
  faceOf: Int32Array
  /** Unit normal of each surface in the world, towards the eye; three per surface, zero for foliage. */
  normals: Float64Array
}

/** Adds a surface, whose place is the count before. */
export function addSurface(
  surfaces: Surfaces,
  thing: number,
  { face, normal }: { readonly face: number; readonly normal: ArrayLike<number> },
): void {
  const at = surfaces.count++
  if (at === surfaces.thingOf.length) {
    surfaces.thingOf = grown(surfaces.thingOf)
    surfaces.faceOf = grown(surfaces.faceOf)
    const normals = new Float64Array(6 * at)
    normals.set(surfaces.normals)
    surfaces.normals = normals
  }
  surfaces.thingOf[at] = thing
  surfaces.faceOf[at] = face
  for (let axis = 0; axis < 3; axis++) surfaces.normals[3 * at + axis] = normal[axis]!
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const result = new Int32Array(2 * values.length)
  result.set(values)
  return result
}
