import { Agent, request } from 'node:http'

/** One connection, which is kept. */
export function oneConnection(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 1 })
}

const ours = oneConnection()

/** The JSON that a POST is answered with, on one connection that is kept: as little client as there is. */
export function postJson(url: string, body: unknown, agent: Agent = ours): Promise<unknown> {
  const bytes = Buffer.from(JSON.stringify(body))
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length }
    const asking = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      // The server may die in the middle of what it says.
      answer.on('error', reject)
      answer.on('data', (piece: string) => {
        text += piece
      })
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`POST ${url} was answered ${answer.statusCode}: ${text}`))
      })
    })
    asking.on('error', reject)
    asking.end(bytes)
  })
}
