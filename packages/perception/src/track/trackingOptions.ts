/** What a person may set of tracking; times in seconds. */
export type TrackingOptions = {
  /** Detections less sure are not looked at. */
  readonly leastScore: number
  /** Only detections this sure begin a track; those less sure can go on with one. */
  readonly firstScore: number
  /** How long a track is looked for after it was last seen. */
  readonly longestLoss: number
  /** Two tracks further apart in time are never one object. */
  readonly longestBridge: number
  /** A gap up to this is filled where the object moves, */
  readonly longestFill: number
  /** and up to this where it stands still. */
  readonly longestStillFill: number
}

/** What is set where nobody says. */
export const TRACKING_DEFAULTS: TrackingOptions = {
  leastScore: 0.1,
  firstScore: 0.3,
  longestLoss: 1,
  longestBridge: 3,
  longestFill: 2,
  longestStillFill: 5,
}
