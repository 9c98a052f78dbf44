import type { RemarkId } from '../../ids.ts'

/** A command spoke of a remark the document does not have. */
export class UnknownRemarkError extends Error {
  override readonly name = 'UnknownRemarkError'
  constructor(id: RemarkId) {
    super(`No remark ${id}`)
  }
}

/** A remark that cannot be: on an object without one, or without a place to be at. */
export class UnsoundRemarkError extends Error {
  override readonly name = 'UnsoundRemarkError'
}
