import { useTranslation } from 'react-i18next'
import type { CorrectionOffer } from '../../server.ts'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import { CorrectionPicture } from './CorrectionPicture.tsx'
import { useImportFlow } from './useImport.ts'

/** Mistakes of calibrations and poses that the data speaks for: a person takes them back, or lets them be. */
export function Corrections({
  taken,
  offered,
}: {
  readonly taken: readonly CorrectionOffer[]
  readonly offered: readonly CorrectionOffer[]
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const { flow, context } = useImportFlow()
  const shown = [...taken, ...offered.filter(({ id }) => taken.every((one) => one.id !== id))]
  if (shown.length === 0) return null
  const toggle = (offer: CorrectionOffer): void => {
    const others = taken.filter(({ id }) => id !== offer.id)
    const corrections = others.length < taken.length ? others : [...taken, offer]
    void flow.choose({ corrections }, context())
  }
  return (
    <section>
      <h3 className={styles.heading}>{t('importing.corrections')}</h3>
      {shown.map((offer) => (
        <div key={offer.id}>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={taken.some(({ id }) => id === offer.id)}
              onChange={() => toggle(offer)}
            />
            {offer.message[language]}
          </label>
          {offer.picture ? <CorrectionPicture picture={offer.picture} /> : null}
        </div>
      ))}
    </section>
  )
}
