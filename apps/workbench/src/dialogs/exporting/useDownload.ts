import type { ClipId } from '@trueline/annotation'
import type { Refusal } from '@trueline/formats'
import { useCallback, useEffect, useState } from 'react'
import { failureOf, refusalIn } from '../../httpUpload.ts'
import { messageOf } from '../../messageOf.ts'
import { useWorkbench } from '../../WorkbenchContext.tsx'

/** What to export, and how. */
export type ExportChoice = {
  readonly clipId: ClipId
  readonly format: string
  readonly withSensors: boolean
}

/** How far a download is. */
export type Download =
  | { readonly state: 'idle' }
  /** For own edits to reach the server. */
  | { readonly state: 'waiting' }
  /** For the server to say yes. */
  | { readonly state: 'asking' }
  | { readonly state: 'started' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'unreachable'; readonly message: string }

/** A download of an export: begun by the second value, called off by the third; it waits until every edit is saved. */
export function useDownload(
  choice: ExportChoice,
): readonly [Download, begin: () => void, stop: () => void] {
  const { clipId, format, withSensors } = choice
  const { store } = useWorkbench()
  const [download, setDownload] = useState<Download>({ state: 'idle' })

  const isWaiting = download.state === 'waiting'
  useEffect(() => {
    if (!isWaiting) return
    const askOnceSaved = (): void => {
      if (store.getState().saving.state === 'saved') setDownload({ state: 'asking' })
    }
    // It may all be saved already.
    const timer = setTimeout(askOnceSaved)
    const unsubscribe = store.subscribe(askOnceSaved)
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [isWaiting, store])

  const isAsking = download.state === 'asking'
  useEffect(() => {
    if (!isAsking) return
    const stop = new AbortController()
    const url = exportUrl({ clipId, format, withSensors })
    askFor(url, stop.signal).then(
      (answer) => {
        if (answer.state === 'started') saveFrom(url)
        setDownload(answer)
      },
      (error: unknown) => {
        if (stop.signal.aborted) return
        const message = messageOf(error)
        setDownload({ state: 'unreachable', message })
      },
    )
    return () => stop.abort()
  }, [isAsking, clipId, format, withSensors])

  return [
    download,
    useCallback(() => setDownload({ state: 'waiting' }), []),
    useCallback(() => setDownload({ state: 'idle' }), []),
  ]
}

/** Where the server gives a clip in a format. */
export function exportUrl({ clipId, format, withSensors }: ExportChoice): string {
  const query = new URLSearchParams({ format, sensors: withSensors ? '1' : '0' })
  return `/exports/${encodeURIComponent(clipId)}?${query}`
}

/** A link saves whatever comes, an error's text too, and tells nobody: so the server is asked first. */
async function askFor(url: string, signal: AbortSignal): Promise<Download> {
  const ends = new AbortController()
  const response = await fetch(url, { signal: AbortSignal.any([signal, ends.signal]) })
  if (response.ok) {
    // Its head is all that was asked for; the browser reads the body itself.
    ends.abort()
    return { state: 'started' }
  }
  const answer: unknown = await response.json().catch(() => null)
  const refusal = refusalIn(answer)
  if (refusal !== null) return { state: 'refused', refusal }
  throw failureOf(response.status, answer)
}

function saveFrom(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.click()
}
