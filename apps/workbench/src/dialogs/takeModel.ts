import { ModelError } from '@trueline/perception'
import { notify } from '../actions/notices.ts'
import { texts } from '../i18n/i18n.ts'
import { modelIn } from '../propose/droppedModel.ts'
import { problemOf, problemText } from '../propose/problem.ts'
import type { UploadFile } from '../upload.ts'
import type { Workbench } from '../workbench.ts'

/** Proposes with a dropped model from now on, or says why not; whether the files are one at all. */
export async function takeModel(
  { proposer, store }: Pick<Workbench, 'proposer' | 'store'>,
  files: readonly UploadFile[],
): Promise<boolean> {
  try {
    const model = await modelIn(files)
    if (model === null) return false
    proposer.use(model)
    notify(texts.t('proposals.taken', { name: model.manifest.name }))
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    const { language } = store.getState().preferences
    notify(problemText(texts.t, language, problemOf(error)))
  }
  return true
}
