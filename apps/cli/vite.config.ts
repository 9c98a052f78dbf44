import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vite'

const SERVER = join(import.meta.dirname, '../../server/src')
const OUT = join(import.meta.dirname, 'dist')

/** The command line with all it is made of, as Node runs it: read and compiled in a moment, not file by file. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    ssr: true,
    target: 'node20',
    outDir: OUT,
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        trueline: join(import.meta.dirname, 'src/main.ts'),
        'simulation.thread': join(SERVER, 'demo/simulation.worker.ts'),
      },
      output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
    },
  },
  ssr: {
    noExternal: true,
    // They find files of their own beside themselves.
    external: [
      '@electric-sql/pglite',
      '@jsquash/jpeg',
      '@node-rs/argon2',
      'onnxruntime-node',
      'onnxruntime-web',
    ],
  },
  plugins: [
    {
      name: 'migrations',
      closeBundle: () =>
        cpSync(join(SERVER, 'db/migrations'), join(OUT, 'migrations'), { recursive: true }),
    },
  ],
})
