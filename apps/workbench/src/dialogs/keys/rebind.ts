import { type ChosenKeys, keysOf, normalKey } from '../../keys/keyTable.ts'
import type { Action } from '../../workbench.ts'

type Bound = Pick<Action, 'id' | 'keys'>

/** A key of an action to be replaced by another; `from` is `null` for one more, `to` for one less. */
export type KeyChange = { readonly from: string | null; readonly to: string | null }

/** Why a key cannot be chosen, or who has it. */
export type KeyVerdict =
  | { readonly kind: 'free' }
  | { readonly kind: 'reserved' }
  /** An input method or a dead key: a page cannot tell it from others. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'taken'; readonly by: string }

/** What no browser lets a page have: new, close and restore windows and tabs. */
const RESERVED: readonly string[] = ['N', 'T', 'W', 'Shift+N', 'Shift+T', 'Shift+W'].map((key) =>
  normalKey(`$mod+${key}`),
)

/** The chosen keys after a change to one action's; an action with its own keys again is left out. */
export function withKey(chosen: ChosenKeys, action: Bound, { from, to }: KeyChange): ChosenKeys {
  const before = keysOf(action, chosen)
  const at = from === null ? before.length : before.indexOf(from)
  const next = [...before.slice(0, at), ...(to === null ? [] : [to]), ...before.slice(at + 1)]
  return withKeys(chosen, action, unlike(next))
}

/** The chosen keys with one taken from every other action and given to this one. */
export function takenOver(
  chosen: ChosenKeys,
  actions: readonly Bound[],
  { action, ...change }: KeyChange & { readonly action: Bound },
): ChosenKeys {
  const { to } = change
  if (to === null) return withKey(chosen, action, change)
  const wanted = normalKey(to)
  const without = actions
    .filter(({ id }) => id !== action.id)
    .reduce((keys, other) => {
      const left = keysOf(other, keys).filter((key) => normalKey(key) !== wanted)
      return left.length === keysOf(other, keys).length ? keys : withKeys(keys, other, left)
    }, chosen)
  return withKey(without, action, change)
}

/** The chosen keys with an action's as they were at first. */
export function withoutChoice(chosen: ChosenKeys, { id }: Pick<Bound, 'id'>): ChosenKeys {
  return Object.fromEntries(Object.entries(chosen).filter(([actionId]) => actionId !== id))
}

/** Whether a key may go to an action, and who has it otherwise. */
export function verdictOn(
  key: string,
  {
    actionId,
    actions,
    chosen,
  }: {
    readonly actionId: string
    readonly actions: readonly Bound[]
    readonly chosen: ChosenKeys
  },
): KeyVerdict {
  const wanted = normalKey(key)
  if (/(^|\+)(Process|Unidentified|Dead)$/.test(key)) return { kind: 'unknown' }
  if (RESERVED.includes(wanted)) return { kind: 'reserved' }
  const owner = actions.find(
    (action) =>
      action.id !== actionId && keysOf(action, chosen).some((own) => normalKey(own) === wanted),
  )
  return owner === undefined ? { kind: 'free' } : { kind: 'taken', by: owner.id }
}

function withKeys(chosen: ChosenKeys, action: Bound, keys: readonly string[]): ChosenKeys {
  const isOwn = sameKeys(keys, action.keys)
  return isOwn ? withoutChoice(chosen, action) : { ...chosen, [action.id]: keys }
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => normalKey(key) === normalKey(b[index]!))
}

/** Each key once, the first spelling kept. */
function unlike(keys: readonly string[]): readonly string[] {
  const normal = keys.map(normalKey)
  return keys.filter((_, index) => normal.indexOf(normal[index]!) === index)
}
