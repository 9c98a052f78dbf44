import { createHash, createHmac } from 'node:crypto'

/** What signs requests; from the environment alone. */
export type S3Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Of credentials that end; `null` for others. */
  readonly sessionToken: string | null
}

/** A request to be signed. */
export type S3Request = {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly region: string
  readonly at: Date
}

/** SHA-256 of no body. */
const EMPTY = createHash('sha256').update('').digest('hex')

/**
 * The headers of a GET with those that sign it ("Authenticating Requests: Using the Authorization Header",
 * AWS Signature Version 4, for S3: paths are encoded once).
 */
export function signedHeaders(
  { url, headers, region, at }: S3Request,
  { accessKeyId, secretAccessKey, sessionToken }: S3Credentials,
): Readonly<Record<string, string>> {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = time.slice(0, 8)
  const told = {
    ...headers,
    ...(sessionToken === null ? {} : { 'x-amz-security-token': sessionToken }),
    ...{ 'x-amz-content-sha256': EMPTY, 'x-amz-date': time },
  }
  const named = Object.entries({ ...told, host: url.host })
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const names = named.map(([name]) => name).join(';')
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&')
  const lines = named.map(([name, value]) => `${name}:${value}\n`).join('')
  const request = ['GET', url.pathname, query, lines, names, EMPTY].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (before, part) => hmac(before, part),
    `AWS4${secretAccessKey}`,
  )
  const signature = hmac(key, text).toString('hex')
  const credential = `Credential=${accessKeyId}/${scope}`
  const authorization = `AWS4-HMAC-SHA256 ${credential},SignedHeaders=${names},Signature=${signature}`
  return { ...told, authorization }
}

/** A text as SigV4 encodes it: all but letters, digits and -._~. */
export function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
