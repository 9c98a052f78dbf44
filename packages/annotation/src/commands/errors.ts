import type { TrackId } from '../ids.ts'

/** A command spoke of a track the document does not have. */
export class UnknownTrackError extends Error {
  override readonly name = 'UnknownTrackError'
  constructor(trackId: TrackId) {
    super(`No track ${trackId}`)
  }
}

/** A command spoke of a cuboid the document does not have. */
export class UnknownCuboidError extends Error {
  override readonly name = 'UnknownCuboidError'
  constructor(trackId: TrackId, frame: number) {
    super(`Track ${trackId} has no cuboid at frame ${frame}`)
  }
}

/** A command spoke of a frame the clip does not have. */
export class UnknownFrameError extends Error {
  override readonly name = 'UnknownFrameError'
  constructor(frame: number, frameCount: number) {
    super(`No frame ${frame}; the clip has ${frameCount}`)
  }
}

/** A command would change what was finalised: it must be taken back into work first. */
export class FrozenCuboidError extends Error {
  override readonly name = 'FrozenCuboidError'
  constructor(trackId: TrackId, frame: number) {
    super(`The cuboid of track ${trackId} at frame ${frame} is final`)
  }
}

/** A cuboid with a number that is not finite, an extent that is not positive or a rotation that is not a unit quaternion. */
export class UnsoundCuboidError extends Error {
  override readonly name = 'UnsoundCuboidError'
}

/** A new track was given an id or a number that another one has. */
export class TakenError extends Error {
  override readonly name = 'TakenError'
  constructor(what: 'id' | 'number', value: string | number) {
    super(`The ${what} ${value} belongs to another track`)
  }
}
