import { z } from 'zod'
import { modelTexts } from '../modelTexts.ts'
import { expecting } from './expected.ts'
import { headSchema } from './heads.ts'
import { classSchema, inputSchema, nmsSchema } from './recipes.ts'

/** A model's `manifest.json`: what it wants to see, what its answers mean, and where it comes from. */
export const manifestSchema = z
  .strictObject({
    version: z.literal(1),
    name: z.string().min(1),
    /** The network, beside the manifest. */
    file: z
      .string()
      .refine((file) => /^[^/\\]+\.onnx$/.test(file), expecting(modelTexts.fileBeside)),
    /** Of the weights: an SPDX name, or words. */
    licence: z.string().min(1),
    /** What it was trained on, in words. */
    trainingData: z.string().min(1),
    input: inputSchema,
    head: headSchema,
    classes: z.array(classSchema).min(1).readonly(),
    nms: nmsSchema,
    /** How many sweeps, moved into the newest one's ego space, are shown to it at once. */
    sweeps: z.int().min(1).max(20).default(1),
  })
  .superRefine(({ classes, head }, context) => {
    const named =
      head.kind === 'centers' ? head.tasks.flatMap((task) => task.classes) : anchored(head)
    for (const name of named) {
      if (classes.some((one) => one.name === name)) continue
      const names = classes.map((one) => one.name).join(', ')
      const { params } = expecting(modelTexts.aClass({ names }))
      context.addIssue({ code: 'custom', path: ['head'], params, input: name })
    }
  })
  .readonly()

/** A model's manifest, version 1. */
export type ModelManifest = z.infer<typeof manifestSchema>

function anchored(head: { readonly anchors: readonly { readonly class: string }[] }) {
  return head.anchors.map((anchor) => anchor.class)
}
