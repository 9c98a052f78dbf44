import { BadInputError, saidBy, WHOLE } from '@trueline/formats'
import { importTexts as say } from '../importTexts.ts'
import { encoded, type S3Credentials, signedHeaders } from './signature.ts'

/** A bucket that can be read. */
export type Bucket = {
  /** The answer to a GET of a key, or of the bucket itself for an empty one. @throws {BadInputError} */
  readonly get: (request: BucketRequest) => Promise<Response>
}

type BucketRequest = {
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

/** The variables that say who reads where; named as AWS names them. */
export type S3Environment = { readonly [name: string]: string | undefined }

const TRIES = 4
const FIRST_WAIT_MS = 200
const LONGEST_MS = 60_000

/**
 * A bucket, by credentials from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN,
 * AWS_REGION, and AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL for a store that is not Amazon's.
 *
 * Redirections are not followed: what is signed goes to no other address than this one.
 *
 * @throws {BadInputError} when a variable is missing, or the endpoint is no address.
 */
export function openBucket(name: string, environment: S3Environment): Bucket {
  const file = `s3://${name}`
  const credentials = credentialsIn(environment, file)
  const region = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? 'us-east-1'
  const root = rootOf(name, region, environment)
  const once = async ({ key, query = {}, headers = {} }: BucketRequest): Promise<Response> => {
    const url = new URL(root)
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${key.split('/').map(encoded).join('/')}`
    for (const [field, value] of Object.entries(query)) url.searchParams.set(field, value)
    // As it is signed: a query is otherwise sent with + for a blank.
    url.search = url.search.replaceAll('+', '%20')
    const signed = signedHeaders({ url, headers, region, at: new Date() }, credentials)
    return await fetch(url, {
      ...{ headers: signed, redirect: 'manual', signal: AbortSignal.timeout(LONGEST_MS) },
    })
  }
  return {
    get: async (request) => {
      const place = request.key === '' ? file : `${file}/${request.key}`
      for (let attempt = 1; ; attempt++) {
        const answer = await once(request).catch((error: unknown) => saidBy(error, say.noAnswer))
        const isLast = attempt === TRIES
        if (!(answer instanceof Response)) {
          if (isLast) throw refused(place, answer)
        } else if (answer.ok) return answer
        else {
          await answer.body?.cancel()
          if (isLast || (answer.status < 500 && answer.status !== 429)) {
            throw refused(place, say.httpStatus({ status: answer.status }))
          }
        }
        await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** (attempt - 1)))
      }
    },
  }
}

function refused(file: string, found: BadInputError['found']): BadInputError {
  return new BadInputError({ file, place: WHOLE, found, expected: say.objectThere })
}

function credentialsIn(environment: S3Environment, file: string): S3Credentials {
  const need = (name: string): string => {
    const value = environment[name] ?? ''
    if (value !== '') return value
    const expected = say.variable({ name })
    throw new BadInputError({ file, place: WHOLE, found: say.noVariable({ name }), expected })
  }
  return {
    accessKeyId: need('AWS_ACCESS_KEY_ID'),
    secretAccessKey: need('AWS_SECRET_ACCESS_KEY'),
    sessionToken: environment.AWS_SESSION_TOKEN || null,
  }
}

/** The bucket's address: under a given endpoint by its path, at Amazon by its name. */
function rootOf(name: string, region: string, environment: S3Environment): URL {
  const given = environment.AWS_ENDPOINT_URL_S3 || environment.AWS_ENDPOINT_URL || null
  if (given === null) {
    const host = `s3.${region}.amazonaws.com`
    // A name with dots is of no certificate.
    return new URL(name.includes('.') ? `https://${host}/${name}/` : `https://${name}.${host}/`)
  }
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '') {
    const found = say.endpoint({ value: url?.protocol ?? '?' })
    throw new BadInputError({ file: `s3://${name}`, place: WHOLE, found, expected: say.webAddress })
  }
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name}/`
  return url
}
