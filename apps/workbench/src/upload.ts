import type { Refusal } from '@trueline/formats'

/** A file to send: its path in the source, with `/` between the parts, and its bytes. */
export type UploadFile = { readonly path: string; readonly file: Blob }

/** How much of an upload the server has. */
export type UploadProgress = {
  readonly sentBytes: number
  readonly totalBytes: number
  readonly sentFiles: number
  readonly totalFiles: number
}

/** The way files go to the server. */
export type UploadTransport = {
  /** A new upload's id. */
  readonly begin: (signal: AbortSignal) => Promise<string>
  /**
   * Sends one file; the same path again takes its place.
   *
   * @throws {RefusedSourceError} when the server will not have it; anything else is worth another try.
   */
  readonly put: (
    target: { readonly uploadId: string; readonly path: string },
    file: Blob,
    options: { readonly signal: AbortSignal; readonly sent: (bytes: number) => void },
  ) => Promise<void>
  /** Tells the server that an upload will not be imported. */
  readonly drop: (uploadId: string) => Promise<void>
  /** Resolves after a while. */
  readonly wait: (ms: number) => Promise<void>
}

/** What an upload is told. */
export type UploadOptions = {
  readonly transport: UploadTransport
  readonly signal: AbortSignal
  readonly onProgress: (progress: UploadProgress) => void
}

/** The server understood what it was given, and does not take it. */
export class RefusedSourceError extends Error {
  override readonly name = 'RefusedSourceError'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(`${refusal.file}: found ${refusal.found.en}, expected ${refusal.expected.en}`)
    this.refusal = refusal
  }
}

const AT_ONCE = 4
/** Waits before a file is tried again. */
const RETRY_MS: readonly number[] = [500, 2000, 8000]

/**
 * Sends files, four at a time in their order, and returns the upload's id once the server has all.
 *
 * @throws {RefusedSourceError} when the server refuses one; the rest is not sent then.
 * @throws {DOMException} `AbortError` when the signal says to stop.
 * @throws {Error} when the server cannot be reached, after some tries.
 */
export async function uploadFiles(
  files: readonly UploadFile[],
  { transport, signal, onProgress }: UploadOptions,
): Promise<string> {
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
  const sentOf = new Array<number>(files.length).fill(0)
  let sentBytes = 0
  let sentFiles = 0
  const tell = (): void =>
    onProgress({ sentBytes, totalBytes, sentFiles, totalFiles: files.length })
  const sent = (index: number, bytes: number): void => {
    sentBytes += bytes - sentOf[index]!
    sentOf[index] = bytes
    tell()
  }

  tell()
  const uploadId = await transport.begin(signal)
  // One failure ends the other three too.
  const ending = new AbortController()
  const either = AbortSignal.any([signal, ending.signal])
  let next = 0
  const sendOn = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++
      const { path, file } = files[index]!
      const options = { signal: either, sent: (bytes: number) => sent(index, bytes) }
      await putWithRetries(transport, () => transport.put({ uploadId, path }, file, options))
      sentFiles++
      sent(index, file.size)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, sendOn))
  } catch (error) {
    ending.abort()
    // What stays behind costs the server disk, nobody else's work.
    transport.drop(uploadId).catch(() => undefined)
    throw error
  }
  return uploadId
}

async function putWithRetries({ wait }: UploadTransport, put: () => Promise<void>): Promise<void> {
  for (const ms of RETRY_MS) {
    try {
      return await put()
    } catch (error) {
      if (error instanceof RefusedSourceError || isAbort(error)) throw error
      await wait(ms)
    }
  }
  return put()
}

/** Whether something ended because it was told to. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
