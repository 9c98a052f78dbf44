import { sensorId } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ImportedSweep, ReadOptions } from '../codec.ts'
import { readPcd } from '../pcd/readPcd.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { indentOf, parseJsonText, printSourceJson } from '../sourceJson.ts'
import { attributesSeen, sourceOntology } from '../sourceOntology.ts'
import { decodeText } from '../text.ts'
import { type LabelFile, readLabelFile } from './labelFile.ts'
import { type Layout, layoutOf } from './layout.ts'
import { LIDAR, SUSTECH } from './names.ts'
import { type Poses, readPoses, readSensors } from './readSensors.ts'
import { recordsOf } from './records.ts'
import { sustechTexts } from './sustechTexts.ts'

/**
 * The scene of a SUSTechPOINTS folder; of label files alone it has no sensors but the lidar.
 *
 * @throws {BadInputError} when nothing of it is there.
 */
export async function readScene(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const layout = layoutOf(tree)
  if (layout === null) {
    throw new BadInputError({
      file: '',
      place: WHOLE,
      found: sustechTexts.noneOf({ count: tree.files.length }),
      expected: sustechTexts.scene,
    })
  }
  const report: OpenReport = { refused: [], notices: [] }
  for (const root of layout.otherRoots) {
    const found = sustechTexts.secondScene
    report.refused.push({ file: root, place: WHOLE, found, expected: sustechTexts.oneScene })
  }
  const { cameras, egoFromLidar } = await readSensors(tree, { layout, options, report })
  const poses = await readPoses(tree, { layout, report })
  const labels = await readLabels(tree, { layout, report })
  const found = layout.frames.map((name) => labels.get(name)?.found ?? [])
  const { tracks, cuboids } = recordsOf(found, { egoFromLidar, report })
  const lidar = { modality: 'lidar' as const, id: LIDAR, egoFromSensor: egoFromLidar, extras: {} }
  return {
    clip: {
      name: layout.root.split('/').at(-2) ?? options.name,
      frames: framesOf(tree, { layout, labels, poses }),
      sensors: [lidar, ...cameras],
      ontology: sourceOntology(
        tracks.map(({ category }) => category),
        attributesSeen(
          'cuboid',
          cuboids.map(({ attributes }) => attributes),
        ),
      ),
      worldOrigin: poses.origin,
      format: SUSTECH,
      extras: {},
    },
    records: [...tracks, ...cuboids],
    report: { ...report, suggestions: [] },
  }
}

type Context = { readonly layout: Layout; readonly report: OpenReport }

type Labels = ReadonlyMap<string, FrameLabels>

type FrameLabels = Pick<LabelFile, 'found' | 'skeleton'> & { readonly indent: string }

async function readLabels(tree: FileTree, { layout, report }: Context): Promise<Labels> {
  const labels = new Map<string, FrameLabels>()
  for (const [frame, frameName] of layout.frames.entries()) {
    const file = layout.labels.get(frameName)
    if (file === undefined) continue
    const bytes = await tree.read(file)
    tryOr(report, () => {
      const text = decodeText(bytes, file)
      const value = parseJsonText(text, file)
      const indent = indentOf(text)
      // A file with no list in it is kept as it is.
      labels.set(frameName, { found: [], skeleton: value, indent })
      const { refused, notices, ...rest } = readLabelFile(value, { file, frame, frameName })
      report.refused.push(...refused)
      report.notices.push(...notices)
      labels.set(frameName, { ...rest, indent })
    })
  }
  return labels
}

function framesOf(
  tree: FileTree,
  args: { readonly layout: Layout; readonly labels: Labels; readonly poses: Poses },
): readonly ImportedFrame[] {
  const { layout } = args
  return layout.frames.map((name) => {
    const sweep = layout.sweeps.get(name)
    const pose = args.poses.byFrame.get(name)
    const labels = args.labels.get(name)
    const kept = {
      ...(labels && { labels: printSourceJson(labels.skeleton), indent: labels.indent }),
      ...(pose && { pose: pose.source }),
    }
    return {
      name,
      timeUs: null,
      worldFromEgo: pose?.worldFromEgo ?? null,
      sweeps: sweep === undefined ? [] : [sweepOf(tree, sweep)],
      images: [...layout.images].flatMap(([camera, images]) => {
        const file = images.get(name)
        if (file === undefined) return []
        const read = (): Promise<Uint8Array> => tree.read(file)
        return [{ sensorId: sensorId(camera), file, calibration: null, read }]
      }),
      extras: Object.keys(kept).length === 0 ? {} : { [SUSTECH]: kept },
    }
  })
}

function sweepOf(tree: FileTree, file: string): ImportedSweep {
  const read = async () => readPcd(await tree.read(file), file)
  return { sensorId: LIDAR, file, read }
}
