import { type CorrectionOffer, correctionPicture, type ImportedClip } from '@trueline/formats'

/** A correction that is offered, with what a person judges it by. */
export type PicturedOffer = CorrectionOffer & {
  /** `null` where there is nothing to see; absent where nobody asked. */
  readonly picture?: OfferPicture | null
}

/** A camera's picture with the points of its frame, as read and as corrected. */
type OfferPicture = {
  /** The picture's file in base 64. */
  readonly image: string
  readonly widthPx: number
  readonly heightPx: number
  /** Rows of x px, y px, distance in meters, to a tenth: before and after. */
  readonly given: readonly number[]
  readonly under: readonly number[]
}

/** All cameras of a source have its mistake in common: a few tell. */
const MOST = 2
/** A larger file is not sent along. */
const MOST_BYTES = 8 * 1024 * 1024

/** The offers of a clip, the first cameras' with their pictures. */
export async function picturedOffers(
  clip: ImportedClip['clip'],
  offers: readonly CorrectionOffer[],
): Promise<readonly PicturedOffer[]> {
  const pictured: PicturedOffer[] = []
  let left = MOST
  for (const offer of offers) {
    const found = left > 0 ? await correctionPicture(clip, offer.id) : null
    const isShown = found !== null && found.image.length <= MOST_BYTES
    if (isShown) left -= 1
    const picture = isShown
      ? {
          image: Buffer.from(found.image).toString('base64'),
          ...{ widthPx: found.widthPx, heightPx: found.heightPx },
          ...{ given: rounded(found.given), under: rounded(found.under) },
        }
      : null
    pictured.push({ ...offer, picture })
  }
  return pictured
}

function rounded(values: Float32Array): readonly number[] {
  return Array.from(values, (value) => Math.round(value * 10) / 10)
}
