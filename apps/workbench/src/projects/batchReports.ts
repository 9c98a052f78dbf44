import type { ClipId } from '@trueline/annotation'
import type { AcceptanceReport } from '@trueline/quality'
import { acceptanceOf, type JudgedClip, judgedOf } from '../reports/acceptanceOf.ts'
import { type ReadFrom, readWorkedClip } from '../reports/workedClip.ts'

/** Clips that are handed over together. */
export type BatchToJudge = { readonly batchId: string; readonly clipIds: readonly ClipId[] }

/** How far the reading of batches is: clips that are read of all there are, and what is known by now. */
export type BatchReading = {
  readonly done: number
  readonly total: number
  /** By batch, of those that are read; `null` of one of which nothing was handed on. */
  readonly reports: ReadonlyMap<string, AcceptanceReport | null>
}

/**
 * What batches come to by what was handed on of them: told clip by clip, and to an end once nobody reads on.
 * A clip at a time is in memory as a whole, and none that was not handed on is read.
 *
 * @param author Who asks.
 */
export async function* batchReports(
  server: ReadFrom,
  { batches, author }: { readonly batches: readonly BatchToJudge[]; readonly author: string },
): AsyncGenerator<BatchReading> {
  const total = batches.reduce((sum, { clipIds }) => sum + clipIds.length, 0)
  let reading: BatchReading = { done: 0, total, reports: new Map() }
  yield reading
  for (const { batchId, clipIds } of batches) {
    const judged: JudgedClip[] = []
    for (const clipId of clipIds) {
      const tasks = await server.readTasks(clipId)
      if (tasks.some(({ submittedSeq }) => submittedSeq !== null)) {
        judged.push(...asList(judgedOf(await readWorkedClip(server, { clipId, author }))))
      }
      reading = { ...reading, done: reading.done + 1 }
      yield reading
    }
    const report = acceptanceOf(judged, {
      ...{ sampled: null, known: [], names: { handedOn: '', reviewed: '' } },
      madeAt: '',
    })
    reading = { ...reading, reports: new Map([...reading.reports, [batchId, report]]) }
    yield reading
  }
}

function asList<Value>(value: Value | null): readonly Value[] {
  return value === null ? [] : [value]
}
