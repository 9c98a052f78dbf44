import './styles/tokens.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import { connectServer } from './api.ts'
import { App } from './app/App.tsx'
import { startWorkbench } from './app/start.ts'
import { arrivalIn } from './people/arrival.ts'
import { Door } from './people/Door.tsx'
import { dressDoor } from './people/dressDoor.ts'
import { tellSignedOut } from './people/tellSignedOut.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place for the workbench')
const server = connectServer(tellSignedOut)
// Out of reach, the workbench says so itself and goes on trying.
const me = await server.people.readMe().catch(() => null)
const isAtDoor = me !== null && (me.member === null || arrivalIn(location.hash).kind !== 'plain')
if (isAtDoor) {
  await dressDoor()
  createRoot(root).render(<Door me={me} server={server.people} />)
} else createRoot(root).render(<App {...(await startWorkbench(server, me))} />)
