import type { CameraModel } from '@trueline/geometry'
import { z } from 'zod'
import type { Clip, Frame, Sensor } from '../clip.ts'
import { blobId, clipId, sensorId } from '../ids.ts'
import type { AttributeDefinition, Category, Ontology } from '../ontology.ts'
import { count, extent, extras, finite, id, pose, positive, text, vec3 } from './values.ts'

const pair = z.tuple([finite, finite]).readonly()
const focal = z.tuple([positive, positive]).readonly()
const side = z.int().positive()
const intrinsics = { widthPx: side, heightPx: side, focalPx: focal, centerPx: pair }

/** A camera's lens and intrinsics. */
export const cameraModelSchema: z.ZodType<CameraModel> = z.discriminatedUnion('lens', [
  z.strictObject({ lens: z.literal('pinhole'), ...intrinsics }),
  z.strictObject({
    lens: z.literal('brownConrady'),
    ...intrinsics,
    radial: z.tuple([finite, finite, finite, finite, finite, finite]).readonly(),
    tangential: pair,
  }),
  z.strictObject({
    lens: z.literal('kannalaBrandt'),
    ...intrinsics,
    radial: z.tuple([finite, finite, finite, finite]).readonly(),
  }),
  z.strictObject({
    lens: z.literal('polynomialFisheye'),
    ...intrinsics,
    radial: z.tuple([finite, finite, finite]).readonly(),
  }),
])

const sensorSchema: z.ZodType<Sensor> = z.discriminatedUnion('modality', [
  z.strictObject({
    modality: z.literal('lidar'),
    id: id.transform(sensorId),
    egoFromSensor: pose,
    extras,
  }),
  z.strictObject({
    modality: z.literal('camera'),
    id: id.transform(sensorId),
    egoFromSensor: pose,
    model: cameraModelSchema.nullable(),
    extras,
  }),
])

const range = z.strictObject({
  blob: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in lower-case hex')
    .transform(blobId),
  offset: count,
  bytes: count,
})

const frameSchema: z.ZodType<Frame> = z.strictObject({
  name: text,
  timeUs: z.int().nullable(),
  worldFromEgo: pose.nullable(),
  sweeps: z
    .array(
      z.strictObject({
        sensorId: id.transform(sensorId),
        range,
        pointCount: count,
        sections: z
          .array(z.strictObject({ pointCount: count, origin: vec3, step: positive }))
          .readonly(),
        turnTimesUs: z.array(z.int().nullable()).readonly().exactOptional(),
      }),
    )
    .readonly(),
  images: z
    .array(
      z.strictObject({
        sensorId: id.transform(sensorId),
        range,
        mime: text,
        widthPx: side,
        heightPx: side,
        calibration: z
          .strictObject({ egoFromSensor: pose, model: cameraModelSchema.nullable() })
          .nullable(),
      }),
    )
    .readonly(),
  extras,
})

const label = z.strictObject({ en: text, zh: text })
const categorySchema: z.ZodType<Category> = z.strictObject({
  id: text,
  label,
  color: z.string().regex(/^#[0-9a-f]{6}$/i, 'Expected a colour like #56b4e9'),
  typicalExtent: extent,
  isRigid: z.boolean(),
})
const attributeDefinitionSchema: z.ZodType<AttributeDefinition> = z.strictObject({
  id,
  label,
  appliesTo: z.enum(['track', 'cuboid']),
  categories: z.array(text).readonly().nullable(),
  type: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('flag') }),
    z.strictObject({
      kind: z.literal('number'),
      min: finite.nullable(),
      max: finite.nullable(),
    }),
    z.strictObject({ kind: z.literal('text') }),
    z.strictObject({ kind: z.literal('choice'), values: z.array(text).readonly() }),
  ]),
})

/** What may be labelled, and how. */
export const ontologySchema: z.ZodType<Ontology> = z.strictObject({
  categories: z.array(categorySchema).readonly(),
  attributes: z.array(attributeDefinitionSchema).readonly(),
})

/** A clip, as it comes over the wire or out of the store; unknown fields are refused. */
export const clipSchema: z.ZodType<Clip> = z.strictObject({
  id: id.transform(clipId),
  name: text,
  frames: z.array(frameSchema).readonly(),
  sensors: z.array(sensorSchema).readonly(),
  ontology: ontologySchema,
  worldOrigin: vec3,
  format: text,
  extras,
})
