import type { FixedRecord, Message } from '@trueline/annotation'
import { type Polyline, transform, yawOf } from '@trueline/geometry'
import {
  addPath,
  type Canvas,
  createCanvas,
  type LaneModel,
  type ModelSession,
  openLaneModel,
  proposeLanes,
  type Region,
  readLaneManifest,
  type TrafficSide,
  type WindowPose,
} from '@trueline/perception'
import { type Answer, answered } from './answered.ts'
import type { FrameToPaint } from './canvas.service.ts'
import { createGroundLayer } from './layGround.ts'
import { layLooks, type PictureParts } from './layLooks.ts'

/** A lane model: its manifest's text, and where its encoder and decoder lie. */
export type LaneModelSource = {
  readonly manifest: string
  readonly network: string
  readonly decoder: string
}

/** What a network is asked to run on. */
export type LaneBackend = 'auto' | 'webgpu' | 'wasm'

/** A drive along which lanes are looked for. */
export type DriveToPropose = {
  readonly frames: readonly FrameToPaint[]
  readonly region: Region
  /** Ways of the ego and of vehicles, in world space. */
  readonly paths: readonly Polyline[]
  /** Middles of roads on the clip's standard map, in world space. */
  readonly map: readonly Polyline[]
  /** Begins the ids of records. */
  readonly prefix: string
}

/** Lanes asked for. */
export type LanesAsked = {
  readonly model: LaneModelSource
  readonly backend: LaneBackend
  /** The side that traffic keeps to; `null`: as those who drove there tell. */
  readonly traffic: TrafficSide | null
  readonly drive: DriveToPropose
}

/** What is done at the time, and the share of it done, in 0..1. */
export type LaneStep = {
  readonly step: 'network' | 'ground' | 'pictures' | 'lanes'
  readonly share: number
}

/** The road along a drive, proposed. */
export type FoundRoad = {
  readonly records: readonly FixedRecord[]
  readonly backendText: Message
  readonly windows: number
  /** How many pictures were looked at. */
  readonly pictures: number
  /** Mean milliseconds that a frame's ground took, and a window. */
  readonly ms: { readonly ground: number; readonly window: number }
}

/** What the lane worker answers. */
export type LanesService = {
  /** Rejects when a sweep or the network cannot be read. */
  readonly propose: (
    asked: LanesAsked,
    progress: (at: LaneStep) => void,
  ) => Promise<Answer<FoundRoad>>
}

/** What a lane service stands on. */
export type LaneParts = PictureParts & {
  readonly download: (url: string, progress: (share: number) => void) => Promise<Uint8Array>
  readonly open: (network: Uint8Array, backend: LaneBackend) => Promise<ModelSession>
}

/** Tiles of one canvas, at most: 390 MB. */
const MOST_TILES = 900

/** Looks for lanes on the ground of sweeps and pictures; one drive, then it is done with. */
export function createLanesService(parts: LaneParts): LanesService {
  const { reader, download, open } = parts
  async function load(
    { model: { manifest, network, decoder }, backend }: LanesAsked,
    progress: (share: number) => void,
  ): Promise<LaneModel> {
    const { decoder: file } = readLaneManifest(manifest)
    const bytes = await download(decoder, () => undefined)
    const session = await open(await download(network, progress), backend)
    return openLaneModel(session, { bytes, file }, () => performance.now())
  }

  async function groundAlong(
    { frames, region, paths }: DriveToPropose,
    progress: (step: 'ground' | 'pictures', share: number) => void,
  ): Promise<{ readonly canvas: Canvas; readonly drive: readonly WindowPose[] }> {
    const canvas = createCanvas(region, MOST_TILES)
    const ground = createGroundLayer(reader)
    const drive: WindowPose[] = []
    for (const [index, frame] of frames.entries()) {
      progress('ground', index / frames.length)
      const height = await ground.lay(canvas, frame)
      const [x, y, z] = transform(frame.worldFromEgo, [0, 0, height ?? 0])
      drive.push({ x, y, z, yaw: yawOf(frame.worldFromEgo.rotation) })
    }
    const lit = frames.filter(({ pictures }) => pictures.length > 0)
    for (const [index, frame] of lit.entries()) {
      progress('pictures', index / lit.length)
      await layLooks(canvas, frame, parts)
    }
    for (const path of paths) addPath(canvas, path)
    return { canvas, drive }
  }

  return {
    propose: (asked, progress) =>
      answered(async () => {
        const model = await load(asked, (share) => progress({ step: 'network', share }))
        const begun = performance.now()
        const { frames, map, paths, prefix } = asked.drive
        const ground = await groundAlong(asked.drive, (step, share) => progress({ step, share }))
        const perFrame = (performance.now() - begun) / Math.max(1, frames.length)
        const onWindow = (done: number, all: number): void =>
          progress({ step: 'lanes', share: done / all })
        const { records, windows, msPerWindow } = await proposeLanes(
          model,
          { ...ground, map, paths, prefix, traffic: asked.traffic, onWindow },
          () => performance.now(),
        )
        const window = msPerWindow.cut + msPerWindow.encode + msPerWindow.decode
        const { backendText } = model.session
        await model.session.dispose()
        const pictures = frames.reduce((sum, frame) => sum + frame.pictures.length, 0)
        return { records, backendText, windows, pictures, ms: { ground: perFrame, window } }
      }),
  }
}
