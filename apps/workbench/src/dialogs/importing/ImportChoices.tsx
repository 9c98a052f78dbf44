import { type Message, verbatim } from '@trueline/annotation'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { useConnection } from '../../ConnectionContext.tsx'
import type { Format } from '../../server.ts'
import { Select } from '../../ui/Select.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import { useAsked } from '../useAsked.ts'
import own from './Importing.module.css'
import { ImportPlace } from './ImportPlace.tsx'
import type { ImportReview } from './importRun.ts'
import { useImportFlow } from './useImport.ts'

/** From this score on a format counts as recognised. */
const LIKELY = 0.6

/** As what, into what and under which name a source is to be imported. */
export function ImportChoices({ review }: { readonly review: ImportReview }) {
  const { t } = useTranslation()
  const id = useId()
  const { server } = useConnection()
  const [formats] = useAsked(server.listFormats)
  const { flow, context } = useImportFlow()
  const clip = useWorkbenchState(
    useShallow(({ clip }) => (clip === null ? null : { id: clip.id, name: clip.name })),
  )
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const { choice, candidates } = review
  const why = candidates.find(({ format }) => format === choice.format)?.why
  return (
    <div className={styles.fields}>
      <label htmlFor={`${id}format`}>{t('importing.format')}</label>
      <div>
        <Select
          id={`${id}format`}
          label={t('importing.format')}
          value={choice.format ?? ''}
          options={[
            ...(choice.format === null ? [{ value: '', text: t('importing.formatUnknown') }] : []),
            ...formatOptions(review, formats.state === 'answered' ? formats.answer : []).map(
              ({ value, title, score }) => ({
                value,
                text:
                  score === null
                    ? title[language]
                    : t(score >= LIKELY ? 'importing.formatLikely' : 'importing.formatMaybe', {
                        title: title[language],
                        percent: Math.round(score * 100),
                      }),
              }),
            ),
          ]}
          onChange={(format) =>
            format !== '' && void flow.choose({ format, corrections: [] }, context())
          }
        />
        <div className={own.why}>
          {why === undefined ? '\u00a0' : t('importing.why', { why: why[language] })}
        </div>
      </div>
      {clip !== null && (
        <>
          <span className={styles.muted} id={`${id}as`}>
            {t('importing.as')}
          </span>
          <div role="radiogroup" aria-labelledby={`${id}as`} className={own.radios}>
            {[null, clip.id].map((onto) => (
              <label key={onto} className={styles.check}>
                <input
                  type="radio"
                  name={`${id}onto`}
                  checked={choice.onto === onto}
                  onChange={() => void flow.choose({ onto, corrections: [] }, context())}
                />
                {onto === null
                  ? t('importing.asClip')
                  : t('importing.asLabels', { name: clip.name })}
              </label>
            ))}
          </div>
        </>
      )}
      {choice.onto === null && <ImportPlace choice={choice} />}
      <label htmlFor={`${id}name`}>{t('importing.name')}</label>
      <input
        id={`${id}name`}
        className={styles.text}
        maxLength={300}
        value={choice.onto === null ? choice.name : (clip?.name ?? '')}
        disabled={choice.onto !== null}
        onChange={({ target }) => flow.place({ name: target.value })}
      />
    </div>
  )
}

/** Formats to choose from: those the source may be, best first, then the others. */
function formatOptions(
  { candidates }: ImportReview,
  formats: readonly Format[],
): readonly { readonly value: string; readonly title: Message; readonly score: number | null }[] {
  const titleOf = (format: string): Message =>
    formats.find(({ id }) => id === format)?.title ?? verbatim(format)
  const others = formats.filter(({ id }) => candidates.every(({ format }) => format !== id))
  return [
    ...candidates.map(({ format, score }) => ({ value: format, title: titleOf(format), score })),
    ...others.map(({ id, title }) => ({ value: id, title, score: null })),
  ]
}
