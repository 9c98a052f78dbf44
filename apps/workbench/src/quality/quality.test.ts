import { clipId } from '@trueline/annotation'
import { qualityPage } from '@trueline/quality'
import { expect, it } from 'vitest'
import type { ClipTerms } from '../projects/projectServer.ts'
import { rateOf } from '../reports/useScopes.ts'
import type { QualityOverview } from './qualityServer.ts'
import { figuresOf } from './useQuality.ts'

const [HERE, THERE, DOUBLE] = [clipId('here'), clipId('there'), clipId('double')]

function overview(): QualityOverview {
  const told = { faults: null, reference: null, right: 1, attempt: 1, isHandedOn: true, atUs: 1 }
  const tryOf = (id: typeof HERE, author: string) => ({
    ...{ ...told, clipId: id, taskId: id, clipName: `clip ${id}`, author },
  })
  const stretch = { firstFrame: 0, lastFrame: 9, agreement: null, clipName: 'clip here' }
  return {
    tries: [tryOf(HERE, 'Li Wei · p1'), tryOf(THERE, 'Ana · p2'), tryOf(DOUBLE, 'p3')],
    references: [],
    twice: [{ ...stretch, clipId: DOUBLE, ofClipId: HERE }],
  }
}

it('what is known is told of the clips that are asked for', () => {
  const figures = figuresOf(overview(), { clipIds: [HERE], isAnonymous: false })
  expect(figures.tries.map(({ annotator }) => annotator)).toEqual(['Li Wei'])
  expect(figures.twice).toMatchObject([{ clip: 'clip here', firstFrame: 0, lastFrame: 9 }])
  const all = figuresOf(overview(), { clipIds: [THERE, DOUBLE], isAnonymous: true })
  expect(all.tries.map(({ annotator }) => annotator)).toEqual(['Ana', 'p3'])
  expect(all.twice).toHaveLength(1)
  // By number alone, no name is on the page.
  expect(JSON.stringify(qualityPage(all, 'en'))).not.toContain('Ana')
})

it('an hour costs what the clips’ project agreed on, else what is usual', () => {
  const about = { project: 'p', batch: 'b', batchId: 'b', model: null, vendor: null }
  const rate = { perHour: 12, currency: 'EUR' }
  const terms: readonly ClipTerms[] = [
    { ...about, clipId: HERE, rate: null },
    { ...about, clipId: THERE, rate },
  ]
  expect(rateOf(terms, [HERE, THERE])).toEqual(rate)
  expect(rateOf(terms, [HERE])).toEqual({ perHour: 60, currency: 'CNY' })
})
