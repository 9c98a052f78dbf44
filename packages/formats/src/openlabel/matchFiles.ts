import type { FileTree } from '../codec.ts'
import { isObject, type JsonObject } from '../jsonAt.ts'
import { CLOUD } from '../pointclouds/series.ts'

/** A frame that files may belong to. */
export type FrameToMatch = { readonly key: string | null; readonly skeleton: JsonObject }

/** The files of one stream by frame index, and those that belong to none. */
export type Matched = {
  readonly byFrame: ReadonlyMap<number, string>
  readonly unmatched: readonly string[]
}

const IMAGE = /\.(jpe?g|png|bmp|webp)$/i

/** The sweeps or images in a tree by the stream they are of. */
export function filesByStream(
  tree: FileTree,
  streams: readonly string[],
  kind: 'sweep' | 'image',
): ReadonlyMap<string, readonly string[]> {
  const pattern = kind === 'sweep' ? CLOUD : IMAGE
  const paths = tree.files.map(({ path }) => path).filter((path) => pattern.test(path))
  const [only] = streams
  if (only !== undefined && streams.length === 1) return new Map([[only, paths]])
  const lower = (text: string): string => text.toLowerCase()
  return new Map(
    streams.map((stream) => [
      stream,
      paths.filter((path) => path.split('/').slice(0, -1).map(lower).includes(lower(stream))),
    ]),
  )
}

/**
 * Which file is of which frame: by the `uri` a frame gives its stream, else by the number a file's
 * name ends with, else, where there are as many files as frames, by their order.
 */
export function matchFiles(
  paths: readonly string[],
  frames: readonly FrameToMatch[],
  stream: string,
): Matched {
  const pathByName = new Map(paths.map((path) => [nameOf(path), path]))
  const byUri = byFrameOf(frames, (frame) => {
    const uri = uriOf(frame.skeleton, stream)
    return uri === null ? undefined : pathByName.get(nameOf(uri))
  })
  if (byUri.size > 0) return matched(paths, byUri)
  const pathByNumber = new Map(paths.map((path) => [numberOf(path), path]))
  const byNumber = byFrameOf(frames, ({ key }) =>
    key === null ? undefined : pathByNumber.get(Number(key)),
  )
  if (byNumber.size > 0) return matched(paths, byNumber)
  const isWhole = paths.length === frames.length
  return matched(paths, isWhole ? new Map(paths.entries()) : new Map<number, string>())
}

/** The uri of a stream at a frame; `null` where the frame gives none. */
export function uriOf(frame: JsonObject, stream: string): string | null {
  const properties = frame.frame_properties
  const streams = isObject(properties) ? properties.streams : undefined
  const own = isObject(streams) ? streams[stream] : undefined
  const uri = isObject(own) ? own.uri : undefined
  return typeof uri === 'string' && uri !== '' ? uri : null
}

function byFrameOf(
  frames: readonly FrameToMatch[],
  fileOf: (frame: FrameToMatch) => string | undefined,
): ReadonlyMap<number, string> {
  return new Map(
    frames.flatMap((frame, index) => {
      const file = fileOf(frame)
      return file === undefined ? [] : [[index, file] as const]
    }),
  )
}

function matched(paths: readonly string[], byFrame: ReadonlyMap<number, string>): Matched {
  const used = new Set(byFrame.values())
  return { byFrame, unmatched: paths.filter((path) => !used.has(path)) }
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** The number at the end of a file's name; not a number where there is none. */
function numberOf(path: string): number {
  return Number(/(\d+)\.[^.]+$/.exec(nameOf(path).replace(/\.pcd\.bin$/i, '.bin'))?.[1] ?? 'none')
}
