import {
  defaultOntology,
  type Ontology,
  ontologyProblem,
  ontologySchema,
} from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { saveJson } from '../dialogs/importing/saveJson.ts'
import own from '../people/people.module.css'
import { askForFile } from '../ui/askForFile.ts'
import { Button } from '../ui/Button.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { OntologyAttributes } from './OntologyAttributes.tsx'
import { OntologyCategories } from './OntologyCategories.tsx'
import type { Project } from './projectServer.ts'

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
  const [ontology, setOntology] = useState(kept)
  const [refused, setRefused] = useState<string | null>(null)
  const isKept = JSON.stringify(ontology) === JSON.stringify(kept)
  const problem = ontology === null ? null : ontologyProblem(ontology)
  const isWhole = ontology === null || ontologySchema.safeParse(ontology).success
  const open = async (): Promise<void> => {
    const chosen = await askForFile(['.json'])
    if (chosen === null) return
    const read = readOntology(await chosen.text())
    setRefused(read === null ? t('projects.ontologyRefused') : null)
    if (read !== null) setOntology(read)
  }
  return (
    <>
      <p className={styles.muted}>{t('projects.ontologyHint')}</p>
      {refused !== null && (
        <p className={styles.problem} role="alert">
          {refused}
        </p>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {t('projects.ontologyProblem', {
            ...{ place: problem.place, found: problem.found[language] },
            expected: problem.expected[language],
          })}
        </p>
      )}
      {!isWhole && problem === null && (
        <p className={styles.warning}>{t('projects.ontologyIncomplete')}</p>
      )}
      <div className={own.row}>
        <Button onClick={() => setOntology(defaultOntology)}>{t('projects.ontologyKnown')}</Button>
        {clip !== null && (
          <Button onClick={() => setOntology(clip.ontology)}>{t('projects.ontologyOfClip')}</Button>
        )}
        <Button onClick={() => void open()}>{t('projects.openProfile')}</Button>
        <Button isDisabled={ontology === null} onClick={() => saveJson('ontology.json', ontology)}>
          {t('projects.saveProfile')}
        </Button>
        <Button isDisabled={ontology === null} onClick={() => setOntology(null)}>
          {t('projects.ontologyNone')}
        </Button>
        <span className={own.grow} />
        <Button isDisabled={isKept} onClick={() => setOntology(kept)}>
          {t('projects.dropChanges')}
        </Button>
        <Button
          look="primary"
          isDisabled={isBusy || isKept || problem !== null || !isWhole}
          onClick={() => onKeep(ontology)}
        >
          {t('projects.keepOntology')}
        </Button>
      </div>
      {ontology === null ? (
        <p>{t('projects.ontologyOfSource')}</p>
      ) : (
        <>
          <OntologyCategories
            categories={ontology.categories}
            onChange={(categories) => setOntology({ ...ontology, categories })}
          />
          <OntologyAttributes
            attributes={ontology.attributes}
            onChange={(attributes) => setOntology({ ...ontology, attributes })}
          />
        </>
      )}
    </>
  )
}

/** The ontology that a file holds; `null` where it holds none. */
function readOntology(text: string): Ontology | null {
  try {
    const parsed = ontologySchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
