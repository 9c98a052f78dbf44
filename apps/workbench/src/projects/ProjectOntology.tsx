import {
  defaultOntology,
  type Ontology,
  ontologyProblem,
  ontologySchema,
} from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { DraftBar } from './DraftBar.tsx'
import { OntologyAttributes } from './OntologyAttributes.tsx'
import { OntologyCategories } from './OntologyCategories.tsx'
import type { Project } from './projectServer.ts'
import { useDraft } from './useDraft.ts'

/**
 * What may be labelled in the clips of a project, and how; without one, it is what each clip's source says.
 * What is changed holds once it is kept.
 */
export function ProjectOntology({
  ontology: kept,
  isBusy,
  onKeep,
}: {
  readonly ontology: Project['ontology']
  readonly isBusy: boolean
  readonly onKeep: (ontology: Project['ontology']) => void
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const clip = useWorkbenchState((state) => state.clip)
  const draft = useDraft<Ontology | null>(kept, (text) => ontologySchema.parse(JSON.parse(text)))
  const { value: ontology, isKept, change } = draft
  const problem = ontology === null ? null : ontologyProblem(ontology)
  const isWhole = ontology === null || ontologySchema.safeParse(ontology).success
  const problemText =
    problem === null
      ? isWhole
        ? null
        : t('projects.ontologyIncomplete')
      : t('projects.ontologyProblem', {
          ...{ place: problem.place, found: problem.found[language] },
          expected: problem.expected[language],
        })
  return (
    <>
      <p className={styles.muted}>{t('projects.ontologyHint')}</p>
      <DraftBar
        draft={draft}
        status={t(isKept ? 'projects.asKept' : 'projects.otherThanKept')}
        refusal={() => t('projects.ontologyRefused')}
        starts={[
          { text: t('projects.ontologyKnown'), value: defaultOntology },
          ...(clip === null ? [] : [{ text: t('projects.ontologyOfClip'), value: clip.ontology }]),
          { text: t('projects.ontologyNone'), value: null },
        ]}
        file={ontology === null ? null : { name: 'ontology.json', json: ontology }}
        keep={t('projects.keepOntology')}
        problem={problemText}
        isBusy={isBusy}
        onKeep={() => onKeep(ontology)}
      />
      {ontology === null ? (
        <p>{t('projects.ontologyOfSource')}</p>
      ) : (
        <>
          <OntologyCategories
            categories={ontology.categories}
            onChange={(categories) => change({ ...ontology, categories })}
          />
          <OntologyAttributes
            attributes={ontology.attributes}
            onChange={(attributes) => change({ ...ontology, attributes })}
          />
        </>
      )}
    </>
  )
}
