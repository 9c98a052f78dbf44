import { TRPCClientError } from '@trpc/client'
import type { Message } from '@trueline/annotation'
import { messageOf } from '../messageOf.ts'
import { NotSignedInError } from './signIn.ts'

/** Why something was refused, in the language of the interface where the server says it in both. */
export function reasonOf(error: unknown, language: keyof Message): string {
  if (error instanceof NotSignedInError) return error.why?.[language] ?? error.message
  if (error instanceof TRPCClientError) {
    const { why } = (error.data ?? {}) as { readonly why?: Message | null }
    if (why) return why[language]
  }
  return messageOf(error)
}
