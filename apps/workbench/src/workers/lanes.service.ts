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
  type WindowPose,
} from '@trueline/perception'
import { type Answer, answered } from './answered.ts'
import type { FramesService } from './frames.service.ts'
import { createGroundLayer, type FrameToLay } from './layGround.ts'

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
  readonly frames: readonly FrameToLay[]
  readonly region: Region
  /** Ways of the ego and of vehicles, in world space. */
  readonly paths: readonly Polyline[]
  /** Begins the ids of records. */
  readonly prefix: string
}

/** Lanes asked for. */
export type LanesAsked = {
  readonly model: LaneModelSource
  readonly backend: LaneBackend
  readonly drive: DriveToPropose
}

/** What is done at the time, and the share of it done, in 0..1. */
export type LaneStep = {
  readonly step: 'network' | 'ground' | 'lanes'
  readonly share: number
}

/** The road along a drive, proposed. */
export type FoundRoad = {
  readonly records: readonly FixedRecord[]
  readonly backendText: Message
  readonly windows: number
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
export type LaneParts = {
  readonly reader: Pick<FramesService, 'read'>
  readonly download: (url: string, progress: (share: number) => void) => Promise<Uint8Array>
  readonly open: (network: Uint8Array, backend: LaneBackend) => Promise<ModelSession>
}

/** Tiles of one canvas, at most: 390 MB. */
const MOST_TILES = 900

/** Looks for lanes on the ground of sweeps that `reader` reads; one drive, then it is done with. */
export function createLanesService({ reader, download, open }: LaneParts): LanesService {
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
    progress: (share: number) => void,
  ): Promise<{ readonly canvas: Canvas; readonly drive: readonly WindowPose[] }> {
    const canvas = createCanvas(region, MOST_TILES)
    const ground = createGroundLayer(reader)
    const drive: WindowPose[] = []
    for (const [index, frame] of frames.entries()) {
      progress(index / frames.length)
      const height = await ground.lay(canvas, frame)
      const [x, y, z] = transform(frame.worldFromEgo, [0, 0, height ?? 0])
      drive.push({ x, y, z, yaw: yawOf(frame.worldFromEgo.rotation) })
    }
    for (const path of paths) addPath(canvas, path)
    return { canvas, drive }
  }

  return {
    propose: (asked, progress) =>
      answered(async () => {
        const model = await load(asked, (share) => progress({ step: 'network', share }))
        const begun = performance.now()
        const ground = await groundAlong(asked.drive, (share) =>
          progress({ step: 'ground', share }),
        )
        const perFrame = (performance.now() - begun) / Math.max(1, asked.drive.frames.length)
        const { paths, prefix } = asked.drive
        const onWindow = (done: number, all: number): void =>
          progress({ step: 'lanes', share: done / all })
        const { records, windows, msPerWindow } = await proposeLanes(
          model,
          { ...ground, map: [], paths, prefix, onWindow },
          () => performance.now(),
        )
        const window = msPerWindow.cut + msPerWindow.encode + msPerWindow.decode
        const { backendText } = model.session
        await model.session.dispose()
        return { records, backendText, windows, ms: { ground: perFrame, window } }
      }),
  }
}
