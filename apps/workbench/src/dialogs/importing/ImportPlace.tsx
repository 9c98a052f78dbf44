import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../ConnectionContext.tsx'
import { Select } from '../../ui/Select.tsx'
import { useAsked } from '../useAsked.ts'
import type { ImportChoice } from './importRun.ts'
import { useImportFlow } from './useImport.ts'

/** What stands for no project, or no batch, in a list. */
const NONE = ''

/** The project that a new clip is for and the batch that it comes into; nothing where there are no projects. */
export function ImportPlace({
  choice: { projectId, batchId },
}: {
  readonly choice: Pick<ImportChoice, 'projectId' | 'batchId'>
}) {
  const { t } = useTranslation()
  const id = useId()
  const { server } = useConnection()
  const [listed] = useAsked(server.projects.listProjects)
  const { flow, context } = useImportFlow()
  if (listed.state !== 'answered') return null
  const projects = listed.answer.filter(({ isArchived }) => !isArchived)
  if (projects.length === 0) return null
  const batchesOf = (chosen: string | null) =>
    projects.find((one) => one.projectId === chosen)?.batches ?? []
  return (
    <>
      <label htmlFor={`${id}project`}>{t('importing.project')}</label>
      <div>
        <Select
          id={`${id}project`}
          label={t('importing.project')}
          value={projectId ?? NONE}
          options={[
            { value: NONE, text: t('importing.projectNone') },
            ...projects.map((one) => ({ value: one.projectId, text: one.name })),
          ]}
          onChange={(value) => {
            const chosen = value === NONE ? null : value
            const newest = batchesOf(chosen).at(-1)?.batchId ?? null
            void flow.choose({ projectId: chosen, batchId: newest, mapping: {} }, context())
          }}
        />
      </div>
      {projectId !== null && (
        <>
          <label htmlFor={`${id}batch`}>{t('importing.batch')}</label>
          <div>
            <Select
              id={`${id}batch`}
              label={t('importing.batch')}
              value={batchId ?? NONE}
              options={[
                { value: NONE, text: t('importing.batchNone') },
                ...batchesOf(projectId).map((one) => ({ value: one.batchId, text: one.name })),
              ]}
              onChange={(value) => flow.place({ batchId: value === NONE ? null : value })}
            />
          </div>
        </>
      )}
    </>
  )
}
