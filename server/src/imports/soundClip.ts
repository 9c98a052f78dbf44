import {
  type Camera,
  type Clip,
  cameraModelSchema,
  clipSchema,
  type Message,
  verbatim,
} from '@trueline/annotation'
import { BadInputError, type ImportedClip, type Refusal, saidBy } from '@trueline/formats'
import { importTexts } from './importTexts.ts'
import { holdsUnstorableText } from './jsonText.ts'

type Calibration = Pick<Camera, 'egoFromSensor' | 'model'>

const UNSTORABLE = { found: importTexts.unstorable, expected: importTexts.wholeCharacters }

/**
 * A clip without those parts of it that make no sense and can be done without, and why each was left
 * out: a camera's model, its pictures then shown without overlays; what a frame or sensor carries for
 * its own format; a category, whose labels are refused by themselves.
 */
export function soundParts(
  clip: ImportedClip['clip'],
  file: string,
): { readonly clip: ImportedClip['clip']; readonly refused: readonly Refusal[] } {
  const refused: Refusal[] = []
  const withModel = <Given extends Calibration>(given: Given, place: Message): Given => {
    const parsed = cameraModelSchema.nullable().safeParse(given.model)
    const [issue] = parsed.success ? [] : parsed.error.issues
    if (issue === undefined) return given
    const found = saidBy(`${issue.path.join('.')}: ${issue.message}`, importTexts.unsoundModel)
    refused.push({ file, place, found, expected: importTexts.cameraModel })
    return { ...given, model: null }
  }
  const withExtras = <Given extends Pick<Clip, 'extras'>>(given: Given, place: Message): Given => {
    if (!holdsUnstorableText(JSON.stringify(given.extras))) return given
    refused.push({ file, place: importTexts.keptOf({ what: place }), ...UNSTORABLE })
    return { ...given, extras: {} }
  }
  const sensors = clip.sensors.map((sensor) => {
    const place = importTexts[sensor.modality](sensor)
    const kept = withExtras(sensor, place)
    return kept.modality === 'camera' ? withModel(kept, place) : kept
  })
  const frames = clip.frames.map((frame) => ({
    ...withExtras(frame, importTexts.frame(frame)),
    images: frame.images.map((image) => {
      const { calibration, sensorId } = image
      if (calibration === null) return image
      const place = importTexts.frameCamera({ frame: frame.name, id: sensorId })
      return { ...image, calibration: withModel(calibration, place) }
    }),
  }))
  const categories = clip.ontology.categories.filter((category) => {
    const isSound = !holdsUnstorableText(JSON.stringify(category))
    if (!isSound) refused.push({ file, place: importTexts.category(category), ...UNSTORABLE })
    return isSound
  })
  const ontology = { ...clip.ontology, categories }
  return { clip: { ...withExtras(clip, importTexts.theClip), ontology, sensors, frames }, refused }
}

/**
 * Refuses a clip that cannot be stored as it is.
 *
 * @throws {BadInputError}
 */
export function refuseUnsound(clip: Clip, file: string): void {
  const parsed = clipSchema.safeParse(clip)
  const [issue] = parsed.success ? [] : parsed.error.issues
  if (issue !== undefined) {
    const place = verbatim(`/${issue.path.join('/')}`)
    const found = saidBy(issue.message, importTexts.unsoundClip)
    throw new BadInputError({ file, place, found, expected: importTexts.soundClip })
  }
  if (holdsUnstorableText(JSON.stringify(clip))) {
    throw new BadInputError({ file, place: importTexts.clip, ...UNSTORABLE })
  }
}
