import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readImageHeader } from '@trueline/formats'
import type { Pixels } from '@trueline/perception'
import { convertIndexedToRgb, type DecodedPng, decode as decodePng } from 'fast-png'
import { badInput } from '../badInput.ts'

const PICTURES = 'a whole JPEG or PNG'

/**
 * The pixels of a JPEG or PNG, told apart by their bytes; a JPEG decoded as browsers do, by libjpeg's own code.
 *
 * @throws {BadInputError} of `file` when it is neither, or broken.
 */
export async function decodePicture(bytes: Uint8Array, file: string): Promise<Pixels> {
  const header = readImageHeader(bytes)
  try {
    if (header?.mime === 'image/jpeg') return await jpegPixels(bytes)
    if (header?.mime === 'image/png') return pngPixels(decodePng(bytes))
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    throw badInput({ file, found: found.split('\n')[0] ?? '', expected: PICTURES })
  }
  throw badInput({ file, found: header?.mime ?? 'none of these', expected: PICTURES })
}

/** A JPEG's pixels. */
type JpegDecoder = (bytes: Uint8Array) => Promise<Pixels>

let jpegDecoder: Promise<JpegDecoder> | null = null

async function jpegPixels(bytes: Uint8Array): Promise<Pixels> {
  jpegDecoder ??= openJpegDecoder()
  try {
    return await (await jpegDecoder)(bytes)
  } catch (error) {
    // What a broken picture left in its memory is not to be leant on.
    jpegDecoder = null
    throw error
  }
}

/** A file that is cut off is decoded all the same, gray from there on, and this is said. */
const CUT_OFF = 'remature end'

async function openJpegDecoder(): Promise<JpegDecoder> {
  const path = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm')
  const { default: decode, init } = await import('@jsquash/jpeg/decode.js')
  const said: string[] = []
  const options = { printErr: (line: string) => said.push(line) }
  // Its WebAssembly is read here: it would fetch it. Its types tell of the options alone.
  const open: (wasm: WebAssembly.Module, told: typeof options) => Promise<void> = init
  await open(await WebAssembly.compile(await readFile(path)), options)
  return async (bytes) => {
    said.length = 0
    // A copy: of a Node buffer `bytes.buffer` may be that of other files too.
    const image = await decode(new Uint8Array(bytes).buffer).catch((error: unknown) => {
      throw new Error(said.at(-1) ?? String(error))
    })
    const cutOff = said.find((line) => line.includes(CUT_OFF))
    if (cutOff !== undefined) throw new Error(cutOff)
    return { pixels: image.data, widthPx: image.width, heightPx: image.height }
  }
}

/** Gray and palettes as colors, 16 bits a channel as their upper 8. */
function pngPixels(png: DecodedPng): Pixels {
  const { width: widthPx, height: heightPx } = png
  const isIndexed = png.palette !== undefined
  if (png.depth < 8 && !isIndexed) throw new Error(`a PNG of ${png.depth} bits a pixel`)
  const data = isIndexed ? convertIndexedToRgb(png) : png.data
  const channels = isIndexed ? (png.palette![0]?.length ?? 3) : png.channels
  const perByte = data instanceof Uint16Array ? 257 : 1
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2]
  const pixels = new Uint8ClampedArray(4 * widthPx * heightPx).fill(255)
  for (let at = 0, from = 0; at < pixels.length; at += 4, from += channels) {
    pixels[at] = data[from]! / perByte
    pixels[at + 1] = data[from + green]! / perByte
    pixels[at + 2] = data[from + blue]! / perByte
  }
  return { pixels, widthPx, heightPx }
}
