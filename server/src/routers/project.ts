import {
  type Json,
  type Ontology,
  ontologyProblem,
  ontologySchema,
  verbatim,
} from '@trueline/annotation'
import { BadInputError, WHOLE } from '@trueline/formats'
import { hiddenChecksSchema, ProfileError, parseProfile } from '@trueline/quality'
import { z } from 'zod'
import { requireClip } from '../clips/clips.ts'
import { clipTerms } from '../economics/clipTerms.ts'
import { importTexts } from '../imports/importTexts.ts'
import { holdsUnstorableText } from '../imports/jsonText.ts'
import {
  changeProject,
  fillBatch,
  listProjects,
  makeBatch,
  makeProject,
  projectOfClip,
  readProject,
} from '../projects/projects.ts'
import { plantingStates } from '../quality/planting.ts'
import { changeModel, changeTerms, readTerms } from '../quality/projectTerms.ts'
import { procedure, router } from '../trpc.ts'
import { checksInput } from './checks.ts'
import { clipIdInput, idInput, nameInput, storable } from './inputs.ts'

const projectInput = z.object({ projectId: idInput })
const changeInput = projectInput.extend({
  name: nameInput.exactOptional(),
  guidelines: storable.max(100_000).exactOptional(),
  checks: checksInput.nullable().exactOptional(),
  acceptance: z.json().exactOptional(),
  ontology: ontologySchema.nullable().exactOptional(),
  mayReviewerEdit: z.boolean().exactOptional(),
  isArchived: z.boolean().exactOptional(),
})

const termsShape = {
  hiddenChecks: hiddenChecksSchema.nullable(),
  vendor: nameInput.nullable(),
  rate: z
    .strictObject({
      perHour: z.number().min(0).max(1e6),
      currency: z.string().regex(/^[A-Z]{3}$/),
    })
    .nullable(),
}

/** Projects and their batches: what is agreed, and how far it is. */
export const projectRouter = router({
  list: procedure.query(({ ctx }) => listProjects(ctx.store.database.queries)),

  read: procedure
    .input(projectInput)
    .query(({ ctx, input }) => readProject(ctx.store.database.queries, input.projectId)),

  /** The project of a clip; `null` for one of none. */
  ofClip: procedure.input(z.object({ clipId: clipIdInput })).query(async ({ ctx, input }) => {
    const { queries } = ctx.store.database
    await requireClip(queries, input.clipId)
    return { project: await projectOfClip(queries, input.clipId) }
  }),

  make: procedure.input(z.object({ name: nameInput })).mutation(async ({ ctx, input }) => ({
    projectId: await makeProject(ctx.store.database.queries, input.name),
  })),

  change: procedure.input(changeInput).mutation(({ ctx, input: { projectId, ...values } }) => {
    const { acceptance = null, ontology = null } = values
    if (acceptance !== null) requireProfile(acceptance)
    if (ontology !== null) requireSound(ontology)
    return changeProject(ctx.store.database.queries, projectId, values)
  }),

  /** What is agreed beside: how annotators are tried unseen, who labels, at what rate. */
  terms: procedure
    .input(projectInput)
    .query(({ ctx, input }) => readTerms(ctx.store.database.queries, input.projectId)),

  changeTerms: procedure
    .input(projectInput.extend(termsShape))
    .mutation(({ ctx, input: { projectId, ...terms } }) =>
      changeTerms(ctx.store.database.queries, projectId, terms),
    ),

  /** Says what made the pre-labels of a batch. */
  changeModel: procedure
    .input(z.object({ batchId: idInput, model: nameInput.nullable() }))
    .mutation(({ ctx, input }) =>
      changeModel(ctx.store.database.queries, input.batchId, input.model),
    ),

  /** What tells the cost of each clip's labels: model, vendor and rate. */
  clipTerms: procedure.query(({ ctx }) => clipTerms(ctx.store.database.queries)),

  makeBatch: procedure
    .input(projectInput.extend({ name: nameInput }))
    .mutation(async ({ ctx, input }) => ({
      batchId: await makeBatch(ctx.store.database.queries, input),
    })),

  /** Puts clips into a batch, or out of any; what is hidden in them is planted while others go on. */
  fillBatch: procedure
    .input(
      z.object({ batchId: idInput.nullable(), clipIds: z.array(clipIdInput).min(1).max(1000) }),
    )
    .mutation(async ({ ctx, input }) => {
      await fillBatch(ctx.store.database.queries, input)
      ctx.planting.begin(input.clipIds)
    }),

  /** How many clips of which batch wait for faults to be planted, or could have none. */
  planting: procedure.query(({ ctx }) => plantingStates(ctx.store.database.queries)),

  /** Plants once more in the clips of a batch in which it failed. */
  plantAgain: procedure
    .input(z.object({ batchId: idInput }))
    .mutation(({ ctx, input }) => ctx.planting.again(input.batchId)),
})

/** Refuses an ontology that nobody could label by. */
function requireSound(ontology: Ontology): void {
  const problem = ontologyProblem(ontology)
  if (problem !== null) {
    const { place, found, expected } = problem
    throw new BadInputError({ file: 'ontology', place: verbatim(place), found, expected })
  }
  if (holdsUnstorableText(JSON.stringify(ontology))) {
    const { unstorable: found, wholeCharacters: expected } = importTexts
    throw new BadInputError({ file: 'ontology', place: WHOLE, found, expected })
  }
}

/** Refuses an acceptance profile that asks for what there is not. */
function requireProfile(json: Json): void {
  try {
    parseProfile(json)
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    const { place, found, expected } = error
    throw new BadInputError({ file: 'profile', place: verbatim(place), found, expected })
  }
}
