import './styles/tokens.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { startWorkbench } from './app/start.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place for the workbench')
createRoot(root).render(<App {...(await startWorkbench())} />)
