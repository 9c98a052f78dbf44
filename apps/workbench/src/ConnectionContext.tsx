import { createContext, use } from 'react'
import type { Me } from './people/peopleServer.ts'
import type { Server } from './server.ts'
import type { Session } from './sync/session.ts'

/** The server, the clip that is open on it, and who this browser is to it. */
export type Connection = {
  readonly server: Server
  readonly session: Session
  readonly authorId: string
  /** Who uses this browser; `null` where the server was out of reach. */
  readonly me: Me | null
}

/** The connection the tree below works with; `null` outside of one. */
export const ConnectionContext = createContext<Connection | null>(null)

/**
 * The connection this component stands in.
 *
 * @throws {Error} outside of a `ConnectionContext`.
 */
export function useConnection(): Connection {
  const connection = use(ConnectionContext)
  if (connection === null) throw new Error('Expected a ConnectionContext around this component')
  return connection
}
