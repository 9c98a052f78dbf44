// `npm run check`: format, types, lint, layers, dead code and unit tests.
import { ensureInstalled } from './setup.mjs'
import { closingLine, runStaticSteps, runUnitTests } from './steps.mjs'

ensureInstalled()
const isGreen = runStaticSteps()
process.exit(closingLine([runUnitTests()], isGreen))
