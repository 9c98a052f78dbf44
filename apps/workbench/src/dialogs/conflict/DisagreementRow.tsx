import { type AnnotationRecord, isFixedRecord, trackIdOf, trackOf } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { selectTrack } from '../../actions/navigateActions.ts'
import { categoryLabel } from '../../store/selectors.ts'
import type { Conflict } from '../../sync/conflict.ts'
import type { Disagreement } from '../../sync/resolveConflict.ts'
import { Button } from '../../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import own from './Conflict.module.css'
import { changesOf, type ReadableChange } from './changesOf.ts'

/** One record two people changed: what each made of what both had before. */
export function DisagreementRow({
  row,
  conflict,
}: {
  readonly row: Disagreement
  readonly conflict: Conflict
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { mine, current, recordId } = row
  const base =
    conflict.edits.flatMap(({ edit }) => edit.patch).find((change) => change.recordId === recordId)
      ?.before ?? null
  const record = mine ?? current ?? base
  const trackId = record && trackIdOf(record)
  const show = (): void => {
    if (trackId === null) return
    selectTrack(workbench, trackId)
    const { set } = workbench.store.getState()
    set(record?.kind === 'cuboid' ? { frame: record.frame, dialog: null } : { dialog: null })
  }
  return (
    <tr>
      <th scope="row" className={own.record}>
        <RecordName record={record} />
      </th>
      <td>
        <Changes changes={changesOf(base, mine)} />
      </td>
      <td>
        <Changes changes={changesOf(base, current)} />
      </td>
      <td>
        <Button icon="eye" onClick={show} isDisabled={trackId === null}>
          {t('conflict.show')}
        </Button>
      </td>
    </tr>
  )
}

function RecordName({ record }: { readonly record: AnnotationRecord | null }) {
  const { t } = useTranslation()
  const trackId = record && trackIdOf(record)
  const text = useWorkbenchState(({ annotations, clip, preferences }) => {
    const track =
      trackId === null
        ? undefined
        : (trackOf(annotations, trackId) ?? (record?.kind === 'track' ? record : undefined))
    if (track === undefined) return null
    const category = categoryLabel(clip, track.category, preferences.language)
    return t('conflict.track', { number: track.number, category })
  })
  return (
    <>
      {text ?? '—'}
      <div className={own.detail}>
        {record?.kind === 'track' && t('conflict.trackOnly')}
        {record?.kind === 'cuboid' && t('conflict.frame', { frame: record.frame })}
        {record !== null && isFixedRecord(record) && t(`conflict.${record.kind}`)}
        {record?.kind === 'box2d' &&
          `${t('conflict.box2d')} · ${t('conflict.frame', { frame: record.frame })}`}
      </div>
    </>
  )
}

function Changes({ changes }: { readonly changes: readonly ReadableChange[] }) {
  const { t } = useTranslation()
  const textOf = useChangeText()
  if (changes.length === 0) return <span className={own.detail}>{t('conflict.unchanged')}</span>
  return (
    <ul>
      {changes.map((change) => (
        <li key={change.kind}>{textOf(change)}</li>
      ))}
    </ul>
  )
}

function useChangeText(): (change: ReadableChange) => string {
  const { t } = useTranslation()
  const { clip } = useWorkbench().store.getState()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const field = (name: string, value: string): string => t('conflict.field', { name, value })
  return (change) => {
    switch (change.kind) {
      case 'gone':
      case 'added':
        return t(`conflict.${change.kind}`)
      case 'moved':
        return t('conflict.moved', { meters: change.meters.toFixed(2) })
      case 'turned':
        return t('conflict.turned', { degrees: signed(change.degrees, 1) })
      case 'resized':
        return t('conflict.resized', {
          meters: change.meters.map((side) => signed(side, 2)).join(' '),
        })
      case 'state':
        return field(t('conflict.field_state'), t(`state.${change.state}`))
      case 'category':
        return field(t('conflict.field_category'), categoryLabel(clip, change.category, language))
      case 'number':
        return field(t('conflict.field_number'), String(change.number))
      case 'static': {
        const value = change.isStatic === null ? 'unknown' : change.isStatic ? 'still' : 'moving'
        return field(t('conflict.field_static'), t(`inspector.static_${value}`))
      }
      case 'attributes':
        return t('conflict.field_attributes')
      case 'remark':
      case 'box2d':
      case 'shape':
      case 'kind':
        return t(`conflict.field_${change.kind}`)
    }
  }
}

function signed(value: number, decimals: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`
}
