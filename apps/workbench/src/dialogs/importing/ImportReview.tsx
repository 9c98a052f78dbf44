import { useTranslation } from 'react-i18next'
import styles from '../dialogs.module.css'
import { RefusalText } from '../RefusalText.tsx'
import { CategoryNames } from './CategoryNames.tsx'
import { Corrections } from './Corrections.tsx'
import { ImportChoices } from './ImportChoices.tsx'
import own from './Importing.module.css'
import { ImportReport } from './ImportReport.tsx'
import type { ImportReview as Review } from './importRun.ts'
import { SourceLine, StageProgress } from './RunningImport.tsx'

/** What would come in, and how it is to: nothing of it is stored yet. */
export function ImportReview({ review }: { readonly review: Review }) {
  const { t } = useTranslation()
  const { source, outcome, checking } = review
  return (
    <div className={`${styles.stack} ${own.body}`}>
      <SourceLine source={source} />
      {checking !== null && outcome === null ? (
        <StageProgress label={t('importing.checking')} progress={checking} />
      ) : (
        <>
          <ImportChoices review={review} />
          <div className={own.found} data-stale={checking !== null} aria-busy={checking !== null}>
            {outcome?.kind === 'report' && (
              <>
                <Corrections
                  taken={review.choice.corrections}
                  offered={outcome.report.corrections}
                />
                <CategoryNames review={review} unknown={outcome.report.unknownCategories} />
                <ImportReport report={outcome.report} sourceName={source.name} />
              </>
            )}
            {outcome?.kind === 'refused' && (
              <RefusalText
                title={t('importing.nothing')}
                refusal={outcome.refusal}
                next={t('importing.nothingNext')}
              />
            )}
          </div>
        </>
      )}
    </div>
  )
}
