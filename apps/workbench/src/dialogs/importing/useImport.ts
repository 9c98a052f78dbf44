import { useStore } from 'zustand'
import { useConnection } from '../../ConnectionContext.tsx'
import { httpUpload } from '../../httpUpload.ts'
import type { Server } from '../../server.ts'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import { createImportFlow, type ImportContext, type ImportFlow } from './importFlow.ts'
import { type ImportRun, importStore } from './importRun.ts'

const flowByServer = new WeakMap<Server, ImportFlow>()

/** The window's import as it stands. */
export function useImportRun(): ImportRun {
  return useStore(importStore, ({ run }) => run)
}

/** The steps of the window's import; one flow for all components, because an import outlives the dialog. */
export function useImportFlow(): {
  readonly flow: ImportFlow
  /** The clip that is open now, and who imports. */
  readonly context: () => ImportContext
} {
  const { server } = useConnection()
  const { store } = useWorkbench()
  let flow = flowByServer.get(server)
  if (flow === undefined) {
    flow = createImportFlow({ store: importStore, server, transport: httpUpload })
    flowByServer.set(server, flow)
  }
  const context = (): ImportContext => {
    const { clip, preferences } = store.getState()
    return { openClip: clip?.id ?? null, author: preferences.authorName || 'import' }
  }
  return { flow, context }
}
