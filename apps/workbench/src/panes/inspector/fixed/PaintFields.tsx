import { describeElement, type LineMark, type MapElement } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { tryEdit } from '../../../actions/tryEdit.ts'
import { Select } from '../../../ui/Select.tsx'
import { useWorkbench } from '../../../WorkbenchContext.tsx'

/** What a line of the road may be. */
const LINE_KINDS = ['laneBoundary', 'roadEdge', 'stopLine', 'arrow', 'other'] as const
const PATTERNS = [
  ...(['unknown', 'none', 'solid', 'dashed', 'solidSolid'] as const),
  ...(['solidDashed', 'dashedSolid', 'dashedDashed', 'dots', 'zigzag'] as const),
]
const COLORS = ['none', 'white', 'yellow', 'blue', 'red', 'green', 'orange', 'other'] as const

/** What a line is. */
export function KindField({ element }: { readonly element: MapElement }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  return (
    <>
      <span>{t('road.kind')}</span>
      <Select
        label={t('road.kind')}
        value={element.elementKind}
        options={LINE_KINDS.map((value) => ({ value, text: t(`road.element_${value}`) }))}
        onChange={(elementKind) =>
          tryEdit(workbench, 'describeElement', ({ annotations }) =>
            describeElement(annotations, { elementId: element.id, elementKind }),
          )
        }
      />
    </>
  )
}

/** How a lane boundary is painted, and in what color. */
export function PaintFields({ element }: { readonly element: MapElement }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { pattern = 'unknown', color = null } = element.marks[0] ?? {}
  const paint = (change: Partial<Pick<LineMark, 'pattern' | 'color'>>): void =>
    tryEdit(workbench, 'describeElement', ({ annotations }) =>
      describeElement(annotations, {
        elementId: element.id,
        paint: { ...{ pattern, color }, ...change },
      }),
    )
  return (
    <>
      <span>{t('road.paint')}</span>
      <Select
        label={t('road.paint')}
        value={pattern}
        options={PATTERNS.map((value) => ({ value, text: t(`road.paint_${value}`) }))}
        onChange={(next) => paint({ pattern: next })}
      />
      <span>{t('road.color')}</span>
      <Select
        label={t('road.color')}
        value={color ?? 'none'}
        options={COLORS.map((value) => ({ value, text: t(`road.color_${value}`) }))}
        onChange={(next) => paint({ color: next === 'none' ? null : next })}
      />
    </>
  )
}
