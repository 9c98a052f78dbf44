import { medianOf } from '@trueline/geometry'
import { surpriseAt } from '../doubt/likelihoods.ts'
import { trackCheck } from './check.ts'

/** B3: the volume, as the median over the track, is one that its category usually has. */
export const sizeLikelihood = trackCheck(
  { id: 'B3', mend: null, needs: null },
  ({ meaning, states, category }, { surprise: threshold }, { likelihoods }) => {
    if (states.length === 0) return []
    const volume = medianOf(
      states.map(({ cuboid: { extent } }) => extent[0] * extent[1] * extent[2]),
    )
    const size = { meaning, feature: 'size' as const, value: Math.log(volume) }
    const value = surpriseAt(likelihoods, size)
    if (value < threshold) return []
    const figure = volume.toFixed(volume < 10 ? 1 : 0)
    const message = {
      en: `Hardly any ${category?.label.en ?? meaning} has a volume of ${figure} m³`,
      zh: `极少有${category?.label.zh ?? meaning}的体积为 ${figure} m³`,
    }
    return [{ frames: states.map(({ frame }) => frame), value, threshold, message }]
  },
)
