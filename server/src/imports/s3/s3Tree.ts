import { BadInputError, type Refusal, WHOLE } from '@trueline/formats'
import { importTexts as say } from '../importTexts.ts'
import { byPath, isSystemLitter, type SourceTree, unsafePath } from '../sourceTree.ts'
import { type Bucket, openBucket, type S3Environment } from './bucket.ts'

/** More objects than any recording has files. */
const MOST_OBJECTS = 500_000

type Listed = { readonly key: string; readonly bytes: number }

/** Whether a path is a place in an object store: `s3://bucket/prefix`. */
export function isS3(path: string): boolean {
  return /^s3:\/\//i.test(path)
}

/**
 * The objects below a prefix, or the one of that name, as files; each is read by ranges when asked for.
 *
 * @throws {BadInputError} when there are none, the store refuses, or its variables are missing.
 */
export async function s3Tree(path: string, environment: S3Environment): Promise<SourceTree> {
  const [, name = '', prefix = ''] = /^s3:\/\/([^/]*)\/?(.*)$/i.exec(path) ?? []
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new BadInputError({ file: path, place: WHOLE, found: say.noBucket, expected: say.bucket })
  }
  const bucket = openBucket(name, environment)
  const whole = prefix.replace(/\/+$/, '')
  const listed = await objectsBelow(bucket, { prefix: whole, path })
  const keyByPath = new Map<string, Listed>()
  const refused: Refusal[] = []
  for (const one of listed) {
    const below = pathBelow(one.key, whole)
    if (below === null || isSystemLitter(below)) continue
    const found = unsafePath(below)
    if (found === null) keyByPath.set(below, one)
    else refused.push({ file: one.key, place: WHOLE, found, expected: say.safePath })
  }
  if (keyByPath.size === 0) {
    throw new BadInputError({
      file: path,
      place: WHOLE,
      found: say.noObjects,
      expected: say.objectThere,
    })
  }
  return {
    name: (whole.split('/').at(-1) || name).replace(keyByPath.size === 1 ? /\.[^.]*$/ : /$^/, ''),
    files: [...keyByPath].map(([file, { bytes }]) => ({ path: file, bytes })).toSorted(byPath),
    refused,
    notices: [],
    read: async (file, range) => {
      const one = keyByPath.get(file)
      if (one === undefined) throw new Error(`There is no file ${file}`)
      const offset = range?.offset ?? 0
      const end = Math.min(one.bytes, offset + (range?.bytes ?? one.bytes))
      if (end <= offset) return new Uint8Array(0)
      const headers = { range: `bytes=${offset}-${end - 1}` }
      const answer = await bucket.get({ key: one.key, headers })
      const body = new Uint8Array(await answer.arrayBuffer())
      // A store that knows no ranges answers with all of it.
      const bytes = answer.status === 206 ? body : body.subarray(offset, end)
      if (bytes.length === end - offset) return bytes
      const found = say.answered({ bytes: bytes.length })
      const expected = say.asked({ bytes: end - offset })
      throw new BadInputError({ file: one.key, place: WHOLE, found, expected })
    },
    close: () => Promise.resolve(),
  }
}

/** A key's path below a prefix, its own name where it is the prefix; `null` for what only begins alike. */
function pathBelow(key: string, prefix: string): string | null {
  if (key.endsWith('/')) return null
  if (prefix === '') return key
  if (key === prefix) return key.split('/').at(-1) ?? key
  return key.startsWith(`${prefix}/`) ? key.slice(prefix.length + 1) : null
}

/** All objects whose keys begin with a prefix, page by page (ListObjectsV2). */
async function objectsBelow(
  bucket: Bucket,
  { prefix, path }: { readonly prefix: string; readonly path: string },
): Promise<readonly Listed[]> {
  const found: Listed[] = []
  for (let token: string | null = ''; token !== null; ) {
    const query: Readonly<Record<string, string>> = {
      ...{ 'list-type': '2', 'encoding-type': 'url', prefix },
      ...(token === '' ? {} : { 'continuation-token': token }),
    }
    const text: string = await (await bucket.get({ key: '', query })).text()
    if (!text.includes('<ListBucketResult')) {
      throw new BadInputError({ file: path, place: WHOLE, found: say.noList, expected: say.list })
    }
    for (const [, contents = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const key = decodeURIComponent((elementText(contents, 'Key') ?? '').replaceAll('+', ' '))
      const bytes = Number(elementText(contents, 'Size'))
      if (key !== '' && Number.isSafeInteger(bytes) && bytes >= 0) found.push({ key, bytes })
    }
    if (found.length > MOST_OBJECTS) {
      const expected = say.atMostObjects({ most: MOST_OBJECTS })
      throw new BadInputError({ file: path, place: WHOLE, found: say.tooMany, expected })
    }
    token =
      elementText(text, 'IsTruncated') === 'true'
        ? elementText(text, 'NextContinuationToken')
        : null
  }
  return found
}

/** The text of an element that holds text alone; keys are URL-encoded, so that only `&amp;` and the like stay. */
function elementText(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  if (text === undefined) return null
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
