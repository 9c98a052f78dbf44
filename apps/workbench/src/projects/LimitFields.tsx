import {
  type AcceptanceLimits,
  BOX_MEASURES,
  type BoxMeasure,
  DEFAULT_PROFILE,
  measureName,
} from '@trueline/quality'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { OptionalLimit } from './OptionalLimit.tsx'
import own from './projects.module.css'

/** In what a limit is written, and between what it lies. */
const LOOK: {
  readonly [measure in BoxMeasure]: {
    readonly unit: string
    readonly scale: number
    readonly most: number
  }
} = {
  centerP95: { unit: 'm', scale: 1, most: 100 },
  sizeP95: { unit: 'm', scale: 1, most: 100 },
  yawP95Deg: { unit: '°', scale: 1, most: 180 },
  flipped: { unit: '%', scale: 100, most: 1 },
  missed: { unit: '%', scale: 100, most: 1 },
  extra: { unit: '%', scale: 100, most: 1 },
  wrongCategory: { unit: '%', scale: 100, most: 1 },
  idSwitches: { unit: '/100', scale: 1, most: 1e4 },
}

/** What may be off, at the most: each measure with its unit, asked for or not. */
export function LimitFields({
  limits,
  onChange,
}: {
  readonly limits: AcceptanceLimits
  readonly onChange: (limits: AcceptanceLimits) => void
}) {
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const change = (measure: BoxMeasure, value: number | undefined): void => {
    const { [measure]: _, ...others } = limits
    onChange(value === undefined ? others : { ...others, [measure]: value })
  }
  return (
    <div className={own.limits}>
      {BOX_MEASURES.map((measure) => {
        const { unit, scale, most } = LOOK[measure]
        return (
          <OptionalLimit
            key={measure}
            label={measureName(measure)[language]}
            {...{ unit, scale, bounds: [0, most] }}
            usual={DEFAULT_PROFILE.limits[measure] ?? 0}
            value={limits[measure]}
            onChange={(value) => change(measure, value)}
          />
        )
      })}
    </div>
  )
}
