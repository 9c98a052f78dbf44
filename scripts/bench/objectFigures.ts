import type { Figure } from './figure.ts'
import { type KindFinds, objectFinds } from './objectFinds.ts'

/** What is wanted over all sources together: recall at no more false boxes a frame than these. */
const WANTED = [
  { kind: 'car', recall: 0.85, unmatched: 4 },
  { kind: 'pedestrian', recall: 0.6, unmatched: 4 },
  { kind: 'largeVehicle', recall: 0.6, unmatched: 4 },
] as const

/**
 * What the object model, and clustering beside it, finds in real recordings: each source alone and all
 * together. None where the recordings are absent.
 */
export async function objectFigures(): Promise<readonly Figure[]> {
  return (await objectFinds(WANTED)).flatMap(figuresOf)
}

function figuresOf({ finder, kind, score, bySource, all }: KindFinds): readonly Figure[] {
  if (all.recall === null) return []
  const wanted = WANTED.find((one) => one.kind === kind)!
  const isWanted = finder === 'model'
  const of = `${finder}, ${kind} from ${score}`
  const alone = bySource.flatMap(({ source, objects, recall, unmatchedPerFrame }) => {
    if (recall === null) return []
    const name = `${of}: recall of ${objects}, ${unmatchedPerFrame.toFixed(1)} unmatched a frame, ${source}`
    return [{ name, value: recall, unit: '', against: null, wanted: '', isMet: null }]
  })
  return [
    ...alone,
    {
      name: `${of}: recall of ${all.objects}, all sources`,
      value: all.recall,
      unit: '',
      against: null,
      wanted: isWanted ? `>= ${wanted.recall}` : '',
      isMet: isWanted ? all.recall >= wanted.recall : null,
    },
    {
      name: `${of}: unmatched a frame, all sources`,
      value: all.unmatchedPerFrame,
      unit: '',
      against: null,
      wanted: isWanted ? `<= ${wanted.unmatched}` : '',
      isMet: isWanted ? all.unmatchedPerFrame <= wanted.unmatched : null,
    },
  ]
}
