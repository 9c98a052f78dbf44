/** A command spoke of a lane, map element or link the document does not have. */
export class UnknownFixedError extends Error {
  override readonly name = 'UnknownFixedError'
  constructor(kind: string, id: string) {
    super(`No ${kind} ${id}`)
  }
}

/** A command would change a fixed record that is final: it must be taken back into work first. */
export class FrozenFixedError extends Error {
  override readonly name = 'FrozenFixedError'
  constructor(kind: string, id: string) {
    super(`The ${kind} ${id} is final`)
  }
}

/** A line, ring or box that is none: too few points, or a number that is not finite. */
export class UnsoundShapeError extends Error {
  override readonly name = 'UnsoundShapeError'
}

/** A link that says nothing: of a lane to itself, or between kinds it is not for. */
export class UnsoundLinkError extends Error {
  override readonly name = 'UnsoundLinkError'
}
