import type { AnnotationRecord, CuboidRecord, Lidar } from '@trueline/annotation'
import { countPointsInCuboid, invert, transformCuboid } from '@trueline/geometry'
import type { ExportSource } from '../codec.ts'

/** The records, cuboids whose points nobody counted with the points of their frame's sweeps. */
export async function countInSweeps(source: ExportSource): Promise<readonly AnnotationRecord[]> {
  const lidars = source.clip.sensors.filter((one): one is Lidar => one.modality === 'lidar')
  const uncounted = new Map<number, CuboidRecord[]>()
  for (const record of source.records) {
    if (record.kind !== 'cuboid' || record.pointCount !== null) continue
    const here = uncounted.get(record.frame)
    if (here) here.push(record)
    else uncounted.set(record.frame, [record])
  }
  const counts = new Map<string, number>()
  for (const [frame, cuboids] of uncounted) {
    for (const { id, egoFromSensor } of lidars) {
      const sweep = await source.readSweep(frame, id)
      if (sweep === null) continue
      for (const cuboid of cuboids) {
        const own = transformCuboid(invert(egoFromSensor), cuboid)
        const inside = countPointsInCuboid(sweep.points, own)
        counts.set(cuboid.id, (counts.get(cuboid.id) ?? 0) + inside)
      }
    }
  }
  return source.records.map((record) => {
    const pointCount = counts.get(record.id)
    return pointCount === undefined || record.kind !== 'cuboid' ? record : { ...record, pointCount }
  })
}
