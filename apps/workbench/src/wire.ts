import type { TRPCClient } from '@trpc/client'
import type { Json } from '@trueline/annotation'
import type { AppRouter } from '@trueline/server'

export type { AppRouter }

/** What the server's procedures are called by: all the workbench knows of it, and what their types come from. */
export type Client = TRPCClient<AppRouter>

/** What a procedure answers: nothing of it is changed in place. */
export type Answer<Procedure> = Procedure extends {
  readonly query: (...asked: never[]) => Promise<infer Told>
}
  ? Kept<Told>
  : Procedure extends { readonly mutate: (...asked: never[]) => Promise<infer Told> }
    ? Kept<Told>
    : never

type Plain = string | number | boolean | null | undefined

/** JSON of whatever shape is as it is: it has no depth to go through. */
type Kept<Value> = [Json] extends [Value] ? Value : KeptPart<Value>

type KeptPart<Value> = Value extends Plain
  ? Value
  : { readonly [key in keyof Value]: Kept<Value[key]> }
