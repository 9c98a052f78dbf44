#!/usr/bin/env node
// Only Node's own modules until the loader of TypeScript is known to be there.
try {
  const { register } = await import('tsx/esm/api')
  // The folder it is called in may hold a tsconfig.json of quite another project.
  register({ tsconfig: false })
  const { main } = await import('../src/main.ts')
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
