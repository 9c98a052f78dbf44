import { isKeyframe } from '@trueline/annotation'
import { supportOf } from '../doubt/support.ts'
import { trackCheck } from './check.ts'

/** E9: some proposal lies on an object in some frame, unless a person stands for it. */
export const phantom = trackCheck(
  { id: 'E9', mend: 'rejectTrack', needs: null },
  (view, { frames: fewest }, { proposals }) => {
    if (proposals === null || view.states.some(({ cuboid }) => isKeyframe(cuboid))) return []
    const said = view.states.flatMap((state) => supportOf(view, state, proposals) ?? [])
    if (said.length < fewest || said.some(({ missed }) => missed < 1)) return []
    const value = said.length
    const message = {
      en: `The model looked at ${value} of its frames and found nothing there`,
      zh: `模型查看了其中 ${value} 帧，均未发现目标`,
    }
    const frames = view.states.map(({ frame }) => frame)
    return [{ frames, value, threshold: fewest, message }]
  },
)
