import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { S3Environment } from './bucket.ts'
import { isS3, s3Tree } from './s3Tree.ts'
import { signedHeaders } from './signature.ts'

/** Those of Amazon's documentation. */
const CREDENTIALS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: null,
}

describe('signatures', () => {
  const sign = (url: string, headers: Readonly<Record<string, string>> = {}) => {
    const at = new Date('2013-05-24T00:00:00Z')
    const request = { url: new URL(url), headers, region: 'us-east-1', at }
    return signedHeaders(request, CREDENTIALS).authorization
  }
  it('are those of Amazon’s examples', () => {
    const object = sign('https://examplebucket.s3.amazonaws.com/test.txt', { range: 'bytes=0-9' })
    expect(object).toContain('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
    const list = sign('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J')
    expect(list).toContain('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7')
  })
})

const OBJECTS: Readonly<Record<string, string>> = {
  'drives/a b/velodyne/000000.bin': 'zero',
  'drives/a b/velodyne/000001.bin': 'first, and longer',
  'drives/a b/é&.txt': 'odd',
  'drives/a bc/other.txt': 'of another drive',
  'drives/a b/': '',
}

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean

let server: Server | null = null
afterEach(() => server?.close())

/** A store of a few objects that lists two a page; `first` may answer before it does. */
async function storeOf(first: Answer = () => false): Promise<{
  readonly environment: S3Environment
  readonly requests: IncomingMessage[]
}> {
  const requests: IncomingMessage[] = []
  server = createServer((request, response) => {
    requests.push(request)
    if (first(request, response)) return
    const url = new URL(request.url ?? '', 'http://x')
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/')) {
      response.writeHead(403).end()
    } else if (url.pathname === '/bucket/') list(url, response)
    else {
      const body = Buffer.from(OBJECTS[decodeURIComponent(url.pathname.slice(8))] ?? '')
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
      response.writeHead(206).end(body.subarray(Number(from), Number(to) + 1))
    }
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const environment = {
    ...{ AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' },
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
  }
  return { environment, requests }
}

function list(url: URL, response: ServerResponse): void {
  const start = Number(url.searchParams.get('continuation-token') ?? 0)
  const prefix = url.searchParams.get('prefix') ?? ''
  const keys = Object.keys(OBJECTS).filter((key) => key.startsWith(prefix))
  const page = keys.slice(start, start + 2)
  const contents = page.map((key) => {
    const name = encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/')
    const bytes = Buffer.byteLength(OBJECTS[key]!)
    return `<Contents><Key>${name}</Key><Size>${bytes}</Size></Contents>`
  })
  const isMore = start + 2 < keys.length
  const next = isMore ? `<NextContinuationToken>${start + 2}</NextContinuationToken>` : ''
  response.end(
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isMore}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  )
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('a prefix of an object store', () => {
  it('is told by its scheme', () => {
    expect(['s3://a/b', 'S3://a', '/s3/a', 's3:a'].map(isS3)).toEqual([true, true, false, false])
  })

  it('has the objects below it, page by page, and none that only begin alike', async () => {
    const { environment } = await storeOf()
    const tree = await s3Tree('s3://bucket/drives/a b/', environment)
    expect(tree.name).toBe('a b')
    expect(tree.files).toEqual([
      { path: 'velodyne/000000.bin', bytes: 4 },
      { path: 'velodyne/000001.bin', bytes: 17 },
      { path: 'é&.txt', bytes: 3 },
    ])
  })

  it('gives whole objects and stretches of them, cut at their end', async () => {
    const { environment, requests } = await storeOf()
    const tree = await s3Tree('s3://bucket/drives/a b', environment)
    expect(text(await tree.read('é&.txt'))).toBe('odd')
    expect(text(await tree.read('velodyne/000001.bin', { offset: 7, bytes: 3 }))).toBe('and')
    expect(requests.at(-1)?.headers.range).toBe('bytes=7-9')
    expect(text(await tree.read('velodyne/000000.bin', { offset: 2, bytes: 99 }))).toBe('ro')
    expect(await tree.read('velodyne/000000.bin', { offset: 9, bytes: 1 })).toHaveLength(0)
  })

  it('may be one object', async () => {
    const { environment } = await storeOf()
    const tree = await s3Tree('s3://bucket/drives/a bc/other.txt', environment)
    expect(tree.files.map(({ path }) => path)).toEqual(['other.txt'])
    expect(tree.name).toBe('other')
  })

  it('is asked again where the store was busy', async () => {
    let busy = 2
    const { environment } = await storeOf((_, response) => {
      if (busy === 0) return false
      busy -= 1
      response.writeHead(503).end()
      return true
    })
    expect((await s3Tree('s3://bucket/drives/a b', environment)).files).toHaveLength(3)
  })

  it('is refused by name: no rights, no objects, no list, no variables, another address', async () => {
    const { environment } = await storeOf()
    const at = (path: string, change: S3Environment = {}) =>
      s3Tree(path, { ...environment, ...change })
    await expect(at('s3://bucket/a', { AWS_ACCESS_KEY_ID: 'other' })).rejects.toThrow('403')
    await expect(at('s3://bucket/nothing')).rejects.toThrow('no objects')
    await expect(at('s3://bucket/a', { AWS_SECRET_ACCESS_KEY: '' })).rejects.toThrow(
      'no AWS_SECRET_ACCESS_KEY',
    )
    await expect(at('s3://b/a')).rejects.toThrow('no name of a bucket')
    await expect(at('s3://bucket/a', { AWS_ENDPOINT_URL_S3: 'file:///etc' })).rejects.toThrow(
      'file:',
    )
  })

  it('sends what it signs nowhere else: a redirection is refused', async () => {
    const { environment, requests } = await storeOf((_, response) => {
      response.writeHead(307, { location: 'http://127.0.0.1:1/elsewhere' }).end()
      return true
    })
    await expect(s3Tree('s3://bucket/a', environment)).rejects.toThrow('307')
    expect(requests).toHaveLength(1)
  })
})
