import { useTranslation } from 'react-i18next'
import { runAction } from '../../actions/runAction.ts'
import { actionById } from '../../keymap.ts'
import { roadCount } from '../../propose/standardMap.ts'
import { TRAFFIC } from '../../store/preferences.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ProposalsPane.module.css'

/** Asks the model for lanes along the drive, and for the map of roads it may lean on. */
export function RoadBar() {
  const { t } = useTranslation()
  const { proposer } = useWorkbench()
  const telling = useWorkbenchState(({ proposingLanes }) => proposingLanes)
  const running = telling?.state === 'running' ? telling : null
  return (
    <section className={styles.model} aria-label={t('road.heading')}>
      <h3 className={styles.heading} title={t('road.proposeHint')}>
        {t('road.heading')}
      </h3>
      <div className={styles.row}>
        <ActionButton id="proposeLanes" text={t('road.propose')} isDisabled={running !== null} />
        <ActionButton id="proposeRoadside" text={t('roadside.propose')} />
        {running !== null && <Button onClick={proposer.lanes.cancel}>{t('proposals.stop')}</Button>}
      </div>
      {running !== null && (
        <progress
          className={styles.progress}
          aria-label={t(`road.proposing_${running.step}`, {
            share: Math.round(100 * running.share),
          })}
          value={running.share}
          max={1}
        />
      )}
      <MapRow />
      <TrafficRow />
    </section>
  )
}

/** The side that traffic keeps to, which the model is told. */
function TrafficRow() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const traffic = useWorkbenchState(({ preferences }) => preferences.traffic)
  return (
    <div className={styles.row} title={t('road.trafficHint')}>
      <span className={styles.muted}>{t('road.traffic')}</span>
      <Select
        label={t('road.traffic')}
        value={traffic}
        options={TRAFFIC.map((value) => ({ value, text: t(`road.traffic_${value}`) }))}
        onChange={(chosen) => store.getState().prefer({ traffic: chosen })}
      />
    </div>
  )
}

/** The standard map of the clip, shown or not, changed or taken away. */
function MapRow() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const count = useWorkbenchState(roadCount)
  const isShown = useWorkbenchState(({ hasStandardMap }) => hasStandardMap)
  const show = actionById('standardMap')
  return (
    <div className={styles.row} data-testid="standardMap">
      <span className={styles.muted}>{t('road.map')}</span>
      {count === 0 || show === undefined ? (
        <span className={styles.muted}>{t('road.map_none')}</span>
      ) : (
        <Toggle
          text={t('road.map_roads', { count })}
          isOn={isShown}
          onToggle={() => runAction(workbench, show)}
        />
      )}
      <ActionButton
        id="standardMap.choose"
        text={t(count === 0 ? 'road.map_choose' : 'road.map_change')}
      />
      {count > 0 && <ActionButton id="standardMap.clear" text={t('road.map_clear')} />}
    </div>
  )
}
