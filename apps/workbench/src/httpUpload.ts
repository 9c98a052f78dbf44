import type { Message } from '@trueline/annotation'
import type { Refusal } from '@trueline/formats'
import { RefusedSourceError, type UploadTransport } from './upload.ts'

/** Files on their way to the server this page came from. */
export const httpUpload: UploadTransport = {
  begin: async (signal) => {
    const response = await fetch('/uploads', { method: 'POST', signal })
    const answer: unknown = await response.json().catch(() => null)
    if (!response.ok) throw failureOf(response.status, answer)
    const uploadId = fieldOf(answer, 'uploadId')
    if (typeof uploadId !== 'string') throw new Error('Expected an uploadId')
    return uploadId
  },
  // `fetch` cannot tell how much of a body has left.
  put: ({ uploadId, path }, file, { signal, sent }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      const abort = (): void => request.abort()
      const end = (settle: () => void) => (): void => {
        signal.removeEventListener('abort', abort)
        settle()
      }
      request.open('PUT', `/uploads/${uploadId}?path=${encodeURIComponent(path)}`)
      request.setRequestHeader('content-type', 'application/octet-stream')
      request.responseType = 'json'
      request.upload.onprogress = ({ loaded }) => sent(loaded)
      request.onload = end(() => {
        const isStored = request.status >= 200 && request.status < 300
        if (isStored) resolve()
        else reject(failureOf(request.status, request.response))
      })
      request.onerror = end(() => reject(new Error('The server cannot be reached')))
      request.onabort = end(() => reject(new DOMException('Stopped', 'AbortError')))
      signal.addEventListener('abort', abort)
      if (signal.aborted) request.abort()
      else request.send(file)
    }),
  drop: async (uploadId) => {
    await fetch(`/uploads/${uploadId}`, { method: 'DELETE' })
  },
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** What the server's answer to a failed request says. */
export function failureOf(status: number, answer: unknown): Error {
  const refusal = refusalIn(answer)
  return refusal === null
    ? new Error(`The server answered with ${status}`)
    : new RefusedSourceError(refusal)
}

/** The refusal in a failed answer or in an error a call to the server ended with; `null` when it has none. */
export function refusalIn(answer: unknown): Refusal | null {
  const refusal = fieldOf(answer, 'refusal') ?? fieldOf(fieldOf(answer, 'data'), 'refusal')
  const file = fieldOf(refusal, 'file')
  const [place, found, expected] = ['place', 'found', 'expected'].map((name) =>
    messageIn(fieldOf(refusal, name)),
  )
  if (typeof file !== 'string' || !place || !found || !expected) return null
  return { file, place, found, expected }
}

function messageIn(value: unknown): Message | null {
  const [en, zh] = [fieldOf(value, 'en'), fieldOf(value, 'zh')]
  return typeof en === 'string' && typeof zh === 'string' ? { en, zh } : null
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
