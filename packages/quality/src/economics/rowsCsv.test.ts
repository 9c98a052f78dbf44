import { trackId } from '@trueline/annotation'
import { expect, it } from 'vitest'
import { countFates } from './fate.ts'
import { rowsCsv } from './rowsCsv.ts'

it('rows hold what people typed as text that no spreadsheet takes for a formula', () => {
  const text = rowsCsv([
    {
      ...{ clip: '=1+1', trackId: trackId('a'), category: 'a "big", car', model: null },
      ...{ vendor: '东', annotator: '@an', score: 0.5, fate: 'nudged', boxes: 2 },
      ...{ seconds: 1.5, actions: 3, undos: 0, fates: countFates(['nudged', 'nudged']) },
    },
  ])
  const [head, row] = text.split('\r\n')
  expect(head!.split(',')).toHaveLength(18)
  expect(row).toBe(`'=1+1,a,"a ""big"", car",,东,'@an,0.5,nudged,2,1.5,3,0,0,2,0,0,0,0`)
})
