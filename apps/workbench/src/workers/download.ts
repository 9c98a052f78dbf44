/**
 * The bytes at an address; `progress` is told the share read, in 0..1, where the server says how many there are.
 *
 * @throws {Error} when the server has none.
 */
export async function download(
  url: string,
  progress: (share: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok || response.body === null) {
    throw new Error(`${url}: the server answered ${response.status}`)
  }
  const all = Number(response.headers.get('content-length'))
  const parts: Uint8Array[] = []
  let read = 0
  const body = response.body.getReader()
  for (let part = await body.read(); !part.done; part = await body.read()) {
    parts.push(part.value)
    read += part.value.length
    // Compressed on its way, it is longer than was said.
    if (all > 0) progress(Math.min(1, read / all))
  }
  const whole = new Uint8Array(read)
  let start = 0
  for (const part of parts) {
    whole.set(part, start)
    start += part.length
  }
  return whole
}
