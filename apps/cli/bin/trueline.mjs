#!/usr/bin/env node
// Only Node's own modules until it is known how TypeScript is run.
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import { COMPILED, isCompiled } from './compiled.mjs'

const ROOT = new URL('../../../', import.meta.url)

/** The command line: compiled where that is what its sources say, else the sources, file by file. */
async function load() {
  if (isCompiled(fileURLToPath(ROOT))) {
    const compiled = new URL(COMPILED, ROOT)
    // From Node 22 on: what the engine made of it is kept beside it, where that can be written.
    module.enableCompileCache?.(fileURLToPath(new URL('.cache', compiled)))
    const program = await import(compiled.href)
    // At once: a server that is killed writes nothing any more.
    module.flushCompileCache?.()
    return program
  }
  const { register } = await import('tsx/esm/api')
  // The folder it is called in may hold a tsconfig.json of quite another project.
  register({ tsconfig: false })
  return import('../src/main.ts')
}

try {
  const { main } = await load()
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isMissing = error?.code === 'ERR_MODULE_NOT_FOUND'
  console.error(
    isMissing
      ? `trueline: run \`npm install\` in the project's folder first (${error.message})`
      : error,
  )
  process.exitCode = 3
}
