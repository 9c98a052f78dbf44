import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What a server measures of itself, as Prometheus reads it. */
export type Metrics = {
  readonly answered: (route: string, status: number, seconds: number) => void
  readonly connected: (change: 1 | -1) => void
  readonly called: (procedure: string, code: string) => void
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** Procedures and routes by name, never by what was asked: nobody's ids or names are in a metric. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'trueline_http_request_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  const lines = new Gauge({
    name: 'trueline_open_lines',
    help: 'WebSocket lines that are open.',
    registers: [registry],
  })
  const calls = new Counter({
    name: 'trueline_calls_total',
    help: 'Calls of procedures, by how they ended.',
    labelNames: ['procedure', 'code'],
    registers: [registry],
  })
  return {
    answered: (route, status, seconds) => requests.observe({ route, status }, seconds),
    connected: (change) => lines.inc(change),
    called: (procedure, code) => calls.inc({ procedure, code }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
