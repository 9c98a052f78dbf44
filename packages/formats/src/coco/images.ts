import type { Clip, Json } from '@trueline/annotation'
import { isObject, type JsonObject } from '../jsonAt.ts'
import { numberText } from '../sourceJson.ts'

/** An image of a COCO file. */
export type CocoImage = {
  /** As annotations name it. */
  readonly id: string
  readonly path: string
  /** Its folder: the camera it is of. */
  readonly folder: string
  readonly stem: string
}

/** The images that are listed. */
export function imagesOf(images: readonly Json[]): readonly CocoImage[] {
  return images.filter(isObject).map((image, index): CocoImage => {
    const path = typeof image.file_name === 'string' ? image.file_name : String(index)
    const parts = path.split('/')
    const stem = (parts.at(-1) ?? '').replace(/\.[a-z]+$/i, '')
    return { id: idOf(image), path, folder: parts.slice(0, -1).join('/'), stem }
  })
}

/** An image's or annotation's id as text. */
export function idOf({ id }: JsonObject): string {
  return numberText(id) ?? (typeof id === 'string' ? id : '')
}

/** Where an image is in a clip. */
export type ImagePlace = { readonly frame: number; readonly camera: string }

/** Where the images of a file are in the clip they are for, by id. */
export function placesOnto(
  images: readonly CocoImage[],
  onto: Clip,
): ReadonlyMap<string, ImagePlace> {
  const cameras = onto.sensors.filter(({ modality }) => modality === 'camera').map(({ id }) => id)
  const cameraOf = ({ path }: CocoImage): string | undefined => {
    const parts = path.toLowerCase().split(/\/|__/)
    return cameras.find((id) => parts.includes(id.toLowerCase())) ?? cameras[0]
  }
  const byCamera = new Map<string | undefined, CocoImage[]>()
  for (const image of images) {
    const camera = cameraOf(image)
    const own = byCamera.get(camera)
    if (own) own.push(image)
    else byCamera.set(camera, [image])
  }
  const { compare } = new Intl.Collator('en', { numeric: true })
  const places = new Map<string, ImagePlace>()
  for (const [camera, own] of byCamera) {
    if (camera === undefined) continue
    const byName = new Map(onto.frames.map(({ name }, frame) => [name, frame]))
    const isNamed = own.some(({ stem }) => byName.has(stem))
    const sorted = own.toSorted((a, b) => compare(a.stem, b.stem))
    const isWhole = own.length === onto.frames.length
    for (const [index, { id, stem }] of sorted.entries()) {
      const frame = isNamed ? byName.get(stem) : isWhole ? index : undefined
      if (frame !== undefined) places.set(id, { frame, camera })
    }
  }
  return places
}

/** Where images are that stand alone: a frame for each name, a camera for each folder. */
export function placesAlone(images: readonly CocoImage[]): {
  readonly names: readonly string[]
  readonly cameras: readonly string[]
  readonly places: ReadonlyMap<string, ImagePlace>
} {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const names = [...new Set(images.map(({ stem }) => stem))].toSorted(compare)
  const frameOf = new Map(names.map((name, frame) => [name, frame]))
  const nameOf = ({ folder }: CocoImage): string => folder.split('/').at(-1) || 'camera'
  const cameras = [...new Set(images.map(nameOf))].toSorted(compare)
  const places = images.map((image) => {
    return [image.id, { frame: frameOf.get(image.stem) ?? 0, camera: nameOf(image) }] as const
  })
  return { names, cameras, places: new Map(places) }
}
