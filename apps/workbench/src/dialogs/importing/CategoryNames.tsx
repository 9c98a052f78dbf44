import { type Category, defaultOntology } from '@trueline/annotation'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../ConnectionContext.tsx'
import type { CategoryMapping, ImportResult } from '../../server.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import { useAsked } from '../useAsked.ts'
import type { ImportReview } from './importRun.ts'
import { useImportFlow } from './useImport.ts'

/** As the source calls it. */
const AS_IT_IS = ''

/** What categories of the source that are none of those labels may have are to be called; nothing where there are none. */
export function CategoryNames({
  review: { choice },
  unknown,
}: {
  readonly review: ImportReview
  readonly unknown: ImportResult['unknownCategories']
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const { flow, context } = useImportFlow()
  const categories = useCategories(choice)
  const { mapping } = choice
  const named = Object.keys(mapping)
  const open = unknown.filter(({ id }) => mapping[id] === undefined)
  const take = (changed: CategoryMapping): void => void flow.choose({ mapping: changed }, context())
  if (named.length === 0 && open.length === 0) return null
  const meant = open.flatMap(({ id, meant: ours }) => (ours === null ? [] : [[id, ours] as const]))
  const choose = (id: string, ours: string): void => {
    const { [id]: _, ...others } = mapping
    take(ours === AS_IT_IS ? others : { ...others, [id]: ours })
  }
  return (
    <section className={styles.stack} aria-label={t('importing.categories')}>
      <h3 className={styles.heading}>{t('importing.categories')}</h3>
      <div className={styles.fields}>
        {[...named, ...open.map(({ id }) => id)].map((id) => (
          <CategoryName
            key={id}
            id={id}
            count={unknown.find((one) => one.id === id)?.count ?? null}
            value={mapping[id] ?? AS_IT_IS}
            options={categories.map((one) => ({ value: one.id, text: one.label[language] }))}
            onChange={(ours) => choose(id, ours)}
          />
        ))}
      </div>
      {meant.length > 0 && (
        <div>
          <Button onClick={() => take({ ...mapping, ...Object.fromEntries(meant) })}>
            {t('importing.takeMeant', { count: meant.length })}
          </Button>
        </div>
      )}
    </section>
  )
}

function CategoryName({
  id,
  count,
  value,
  options,
  onChange,
}: {
  readonly id: string
  /** How many labels have it, where that is told. */
  readonly count: number | null
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <span>
        {id}{' '}
        {count !== null && (
          <span className={styles.muted}>{t('importing.labelCount', { count })}</span>
        )}
      </span>
      <div>
        <Select
          label={t('importing.categoryOf', { name: id })}
          value={value}
          options={[{ value: AS_IT_IS, text: t('importing.asItIs') }, ...options]}
          onChange={onChange}
        />
      </div>
    </>
  )
}

/** The categories labels may have: the clip's they are for, else the project's, else those that are known. */
function useCategories({
  onto,
  projectId,
}: Pick<ImportReview['choice'], 'onto' | 'projectId'>): readonly Category[] {
  const { server } = useConnection()
  const clip = useWorkbenchState((state) => state.clip)
  const ask = useCallback(
    async () => (projectId === null ? null : server.projects.readProject(projectId)),
    [server, projectId],
  )
  const [asked] = useAsked(ask)
  if (onto !== null && clip?.id === onto) return clip.ontology.categories
  const agreed = asked.state === 'answered' ? asked.answer?.ontology : null
  return (agreed ?? defaultOntology).categories
}
