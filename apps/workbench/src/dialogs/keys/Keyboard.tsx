import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ACTIONS } from '../../keymap.ts'
import { actionFor, keysOf } from '../../keys/keyTable.ts'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import type { EditedKey } from './editedKey.ts'
import own from './Keyboard.module.css'
import {
  actionOn,
  type Cap,
  isHeldIn,
  isModifier,
  LAYERS,
  type Layer,
  layerOf,
  pressOf,
  ROWS,
  TOP_ROW,
} from './keyboard.ts'
import { capLabel } from './shortLabels.ts'

/** A drawn keyboard: each cap says what it does with the modifiers that are held or chosen. */
export function Keyboard({ onEdit }: { readonly onEdit: (edited: EditedKey) => void }) {
  const { t } = useTranslation()
  const name = useId()
  const [chosen, setChosen] = useState<Layer>('plain')
  const held = useHeldLayer()
  const layer = held === 'plain' ? chosen : held
  return (
    <div className={own.keyboard}>
      <div className={own.head}>
        <fieldset className={own.layers}>
          <legend className="visuallyHidden">{t('keySheet.layer')}</legend>
          {LAYERS.map((one) => (
            <label key={one} className={own.layer} data-chosen={one === layer}>
              <input
                type="radio"
                className="visuallyHidden"
                name={name}
                checked={one === chosen}
                onChange={() => setChosen(one)}
              />
              {t(`keySheet.layer_${one}`)}
            </label>
          ))}
        </fieldset>
        <span className={styles.muted}>{t('keySheet.hold')}</span>
      </div>
      <section className={own.rows} aria-label={t('keySheet.picture')}>
        {[TOP_ROW, ...ROWS].map((row) => (
          <div key={row[0]!.code} className={own.row} data-low={row === TOP_ROW}>
            {row.map((cap) => (
              <KeyCap key={cap.code} cap={cap} layer={layer} onEdit={onEdit} />
            ))}
          </div>
        ))}
      </section>
    </div>
  )
}

function KeyCap({
  cap,
  layer,
  onEdit,
}: {
  readonly cap: Cap
  readonly layer: Layer
  readonly onEdit: (edited: EditedKey) => void
}) {
  const { t } = useTranslation()
  const { keys, language } = useWorkbenchState(({ preferences }) => preferences)
  const action = actionOn(cap, layer, { actions: ACTIONS, chosen: keys })
  const print = <span className={own.print}>{cap.print}</span>
  const style = { flexGrow: cap.units }
  if (action === null) {
    return (
      <span
        className={own.cap}
        style={style}
        aria-hidden="true"
        data-held={isModifier(cap) && isHeldIn(cap, layer)}
      >
        {print}
      </span>
    )
  }
  const label = action.label[language]
  const press = pressOf(cap, layer)
  const key = keysOf(action, keys).find((one) => actionFor(press, [{ ...action, keys: [one] }], {}))
  return (
    <button
      type="button"
      className={own.cap}
      style={style}
      data-group={action.group}
      title={label}
      aria-label={t('keySheet.change', { key: cap.print, action: label })}
      onClick={() => onEdit({ actionId: action.id, key: key ?? null })}
    >
      {print}
      <span className={own.text}>{capLabel(action, language)}</span>
    </button>
  )
}

/** The layer of the modifiers held down now. */
function useHeldLayer(): Layer {
  const [layer, setLayer] = useState<Layer>('plain')
  useEffect(() => {
    const follow = (event: KeyboardEvent): void => setLayer(layerOf(event))
    // A key let go while another window has the focus is never told of.
    const forget = (): void => setLayer('plain')
    window.addEventListener('keydown', follow)
    window.addEventListener('keyup', follow)
    window.addEventListener('blur', forget)
    return () => {
      window.removeEventListener('keydown', follow)
      window.removeEventListener('keyup', follow)
      window.removeEventListener('blur', forget)
    }
  }, [])
  return layer
}
