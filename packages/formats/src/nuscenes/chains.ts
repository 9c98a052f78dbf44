import type { Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'

/** The annotations of an instance, in order of time, as they are written. */
export type Chain = {
  readonly instance: JsonObject
  readonly annotations: readonly JsonObject[]
  /** The tokens the instance had in its source; empty for a new one. */
  readonly before: readonly Json[]
}

/**
 * An instance whose annotations name each other again after some were added or taken out; one that has
 * those it had is left alone. Links out of the clip, as an excerpt has them, stay.
 */
export function relinked({ instance, annotations, before }: Chain): Omit<Chain, 'before'> {
  const tokens = annotations.map(({ token }) => token ?? null)
  // What stands for a token in a broken table may be anything.
  const known = new Set(before.map(keyOf))
  const isKnown = (token: Json): boolean => known.has(keyOf(token))
  const isSame = tokens.length === before.length && tokens.every(isKnown)
  if (isSame) return { instance, annotations }
  const outside = (token: Json | undefined): Json =>
    token === undefined || isKnown(token) ? '' : token
  const first = annotations[0]
  const last = annotations.at(-1)
  const linked = annotations.map((row, index) => ({
    ...row,
    prev: tokens[index - 1] ?? outside(first?.prev),
    next: tokens[index + 1] ?? outside(last?.next),
  }))
  const keeps = (key: string): boolean => {
    const token = instance[key]
    return typeof token === 'string' && token !== '' && !isKnown(token)
  }
  const count = typeof instance.nbr_annotations === 'number' ? instance.nbr_annotations : 0
  return {
    instance: {
      ...instance,
      nbr_annotations: Math.max(0, count - before.length) + tokens.length,
      ...(keeps('first_annotation_token') ? {} : { first_annotation_token: tokens[0] ?? '' }),
      ...(keeps('last_annotation_token') ? {} : { last_annotation_token: tokens.at(-1) ?? '' }),
    },
    annotations: linked,
  }
}

function keyOf(token: Json): string {
  return JSON.stringify(token)
}

/** What an instance's annotations were called in the source, by its token. */
export function chainsBefore(kept: JsonObject): (instance: Json | undefined) => readonly Json[] {
  const chains = isObject(kept.chains) ? kept.chains : {}
  return (instance) => {
    const tokens = typeof instance === 'string' ? chains[instance] : undefined
    return isList(tokens) ? tokens : []
  }
}
