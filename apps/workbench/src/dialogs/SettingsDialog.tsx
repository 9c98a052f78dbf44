import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../actions/notices.ts'
import { POINT_BUDGET_RANGE, POINT_SIZE_RANGE } from '../store/preferences.ts'
import type { PointColoring } from '../store/state.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './dialogs.module.css'
import { Slider } from './Slider.tsx'

const COLORINGS: readonly PointColoring[] = ['height', 'intensity', 'camera', 'distance', 'track']
const BUDGET_STEP = 50_000
const MOST_LETTERS = 60

/** A person's own settings; each takes effect as it is changed. */
export function SettingsDialog() {
  const { t } = useTranslation()
  const id = useId()
  const { store } = useWorkbench()
  const preferences = useWorkbenchState((state) => state.preferences)
  const { prefer } = store.getState()
  const close = (): void => store.setState({ dialog: null })
  return (
    <Dialog
      title={t('settings.title')}
      width="narrow"
      onClose={close}
      footer={
        <Button look="primary" onClick={close}>
          {t('settings.close')}
        </Button>
      }
    >
      <div className={styles.fields}>
        <label htmlFor={`${id}name`}>{t('settings.name')}</label>
        <div>
          <input
            id={`${id}name`}
            className={styles.text}
            autoComplete="name"
            maxLength={MOST_LETTERS}
            aria-describedby={`${id}nameHint`}
            value={preferences.authorName}
            onChange={({ target }) => prefer({ authorName: target.value })}
            onBlur={({ target }) => prefer({ authorName: target.value.trim() })}
          />
          <p id={`${id}nameHint`} className={styles.hint}>
            {t('settings.nameHint')}
          </p>
        </div>
        <Chosen id={`${id}language`} label={t('settings.language')}>
          <Select
            id={`${id}language`}
            label={t('settings.language')}
            value={preferences.language}
            options={[
              { value: 'zh', text: '中文' },
              { value: 'en', text: 'English' },
            ]}
            onChange={(language) => prefer({ language })}
          />
        </Chosen>
        <Chosen id={`${id}theme`} label={t('settings.theme')}>
          <Select
            id={`${id}theme`}
            label={t('settings.theme')}
            value={preferences.theme}
            options={(['dark', 'light'] as const).map((value) => ({
              value,
              text: t(`settings.theme_${value}`),
            }))}
            onChange={(theme) => prefer({ theme })}
          />
        </Chosen>
        <Chosen id={`${id}coloring`} label={t('settings.coloring')}>
          <Select
            id={`${id}coloring`}
            label={t('settings.coloring')}
            value={preferences.pointColoring}
            options={COLORINGS.map((value) => ({ value, text: t(`settings.coloring_${value}`) }))}
            onChange={(pointColoring) => prefer({ pointColoring })}
          />
        </Chosen>
        <Slider
          label={t('settings.size')}
          value={preferences.pointSizePx}
          range={POINT_SIZE_RANGE}
          step={0.5}
          text={`${preferences.pointSizePx} px`}
          onChange={(pointSizePx) => prefer({ pointSizePx })}
        />
        <Slider
          label={t('settings.budget')}
          value={preferences.pointBudget}
          range={POINT_BUDGET_RANGE}
          step={BUDGET_STEP}
          text={t('settings.millions', { count: preferences.pointBudget / 1e6 })}
          hint={t('settings.budgetHint')}
          onChange={(pointBudget) => prefer({ pointBudget })}
        />
        <label htmlFor={`${id}ground`}>{t('settings.ground')}</label>
        <span className={styles.check}>
          <input
            id={`${id}ground`}
            type="checkbox"
            checked={preferences.isGroundDimmed}
            onChange={({ target }) => prefer({ isGroundDimmed: target.checked })}
          />
        </span>
        <label htmlFor={`${id}effort`}>{t('effort.setting')}</label>
        <span className={styles.check}>
          <input
            id={`${id}effort`}
            type="checkbox"
            checked={preferences.isEffortLogged}
            onChange={({ target }) => prefer({ isEffortLogged: target.checked })}
          />
        </span>
        <span className={styles.muted}>{t('settings.layout')}</span>
        <span>
          <Button
            icon="layout"
            onClick={() => {
              prefer({ layout: null })
              notify(t('settings.layoutDone'))
            }}
          >
            {t('settings.layoutReset')}
          </Button>
        </span>
      </div>
    </Dialog>
  )
}

function Chosen({
  id,
  label,
  children,
}: {
  readonly id: string
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div>{children}</div>
    </>
  )
}
