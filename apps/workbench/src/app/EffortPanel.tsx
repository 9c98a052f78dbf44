import { trackOf } from '@trueline/annotation'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { actionsOf, type Effort, NO_EFFORT, sumOf } from '../effort/effort.ts'
import { effortStore } from '../effort/effortRecorder.ts'
import type { EffortByTrack } from '../effort/effortStorage.ts'
import { categoryLabel, selectedTrack } from '../store/selectors.ts'
import { Button } from '../ui/Button.tsx'
import { usePaced } from '../ui/usePaced.ts'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './EffortPanel.module.css'

/** The objects that took most are listed so many. */
const LISTED = 8
/** The sum is looked at now and then. */
const SUM_PACE_MS = 1000

/** How much a person has done for the clip, behind its sum: theirs to see, and to switch off. */
export function EffortPanel() {
  const { t } = useTranslation()
  const isLogged = useWorkbenchState(
    ({ preferences, isEffortAllowed }) => preferences.isEffortLogged && isEffortAllowed,
  )
  if (!isLogged) return null
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.button} data-testid="effort">
        <EffortSum />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          side="top"
          align="end"
          sideOffset={4}
          aria-label={t('effort.title')}
        >
          <EffortTable />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Counted with each action: nothing but its own text is rendered then, and not with each. */
function EffortSum() {
  const { t } = useTranslation()
  const all = sumOf(usePaced(useEffortByTrack(), SUM_PACE_MS).values())
  return t('effort.sum', { time: clock(all.activeMs), count: actionsOf(all) })
}

/** All that was done for the clip. */
function useEffortByTrack(): EffortByTrack {
  return useStore(effortStore, (state) => state.byTrack)
}

function EffortTable() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const byTrack = useEffortByTrack()
  const all = sumOf(byTrack.values())
  const selected = useWorkbenchState(selectedTrack)
  const { annotations, clip, preferences } = store.getState()
  const most = [...byTrack]
    .toSorted(([, a], [, b]) => b.activeMs - a.activeMs)
    .flatMap(([id, effort]) => {
      const track = id === null ? undefined : trackOf(annotations, id)
      if (track === undefined) return []
      const label = categoryLabel(clip, track.category, preferences.language)
      return [{ id: track.id, name: `${track.number} ${label}`, effort }]
    })
    .slice(0, LISTED)
  return (
    <>
      <h2 className={styles.title}>{t('effort.title')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('effort.object')}</th>
            <th scope="col">{t('effort.keys')}</th>
            <th scope="col">{t('effort.clicks')}</th>
            <th scope="col">{t('effort.drags')}</th>
            <th scope="col">{t('effort.undos')}</th>
            <th scope="col">{t('effort.active')}</th>
          </tr>
        </thead>
        <tbody>
          <EffortRow name={t('effort.clip')} effort={all} />
          <EffortRow
            name={t('effort.selected')}
            effort={(selected && byTrack.get(selected.id)) ?? NO_EFFORT}
          />
          {most.map(({ id, name, effort }) => (
            <EffortRow key={id} name={name} effort={effort} />
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{t('effort.note')}</p>
      <Button onClick={() => store.getState().prefer({ isEffortLogged: false })}>
        {t('effort.off')}
      </Button>
    </>
  )
}

function EffortRow({ name, effort }: { readonly name: string; readonly effort: Effort }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{effort.keys}</td>
      <td>{effort.clicks}</td>
      <td>{effort.drags}</td>
      <td>{effort.undos}</td>
      <td>{clock(effort.activeMs)}</td>
    </tr>
  )
}

/** `1:04:09`, or `4:09` below an hour. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const tail = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`
}
