import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev` finds the server that `trueline serve` runs. */
const SERVER = `http://localhost:${process.env.PORT ?? 4173}`

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'esnext', chunkSizeWarningLimit: 2500 },
  worker: { format: 'es' },
  // It finds its own files beside itself; bundled ahead, it would not.
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/trpc', '/blobs', '/uploads', '/exports', '/session', '/health'].map((path) => [
        path,
        { target: SERVER, changeOrigin: true, ws: path === '/trpc' },
      ]),
    ),
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
})
