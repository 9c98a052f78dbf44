import { parseKeybinding } from 'tinykeys'
import type { Preferences } from '../store/state.ts'
import type { Action } from '../workbench.ts'

/** The keys a person has chosen, by action id. */
export type ChosenKeys = Preferences['keys']

/** What a key event says of the key. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'
>

/** The keys of an action: those chosen, else its own. */
export function keysOf(action: Pick<Action, 'id' | 'keys'>, chosen: ChosenKeys): readonly string[] {
  return chosen[action.id] ?? action.keys
}

/** Keys that start more than one action, with the ids of these; the first one runs. */
export function keyConflicts(
  actions: readonly Action[],
  chosen: ChosenKeys,
): ReadonlyMap<string, readonly string[]> {
  const idsByKey = new Map<string, readonly string[]>()
  for (const action of actions) {
    for (const key of keysOf(action, chosen)) {
      const id = normalKey(key)
      idsByKey.set(id, [...(idsByKey.get(id) ?? []), action.id])
    }
  }
  return new Map([...idsByKey].filter(([, ids]) => ids.length > 1))
}

/** A key with its modifiers in one order, in one case, so that two spellings of it are the same. */
export function normalKey(key: string): string {
  const [press] = parseKeybinding(key)
  if (press === undefined) return key
  const [modifiers, name] = press
  const bare = String(name).replace(/^(Key|Digit)(?=.$)/, '')
  return [...modifiers]
    .sort()
    .concat(bare.length === 1 ? bare.toUpperCase() : bare)
    .join('+')
}

/** The action that a key starts, or `null`. */
export function actionFor(
  event: KeyPress,
  actions: readonly Action[],
  chosen: ChosenKeys,
): Action | null {
  return actions.find((action) => keysOf(action, chosen).some((key) => isKey(event, key))) ?? null
}

/** A key press as a binding, as it is kept; `null` for a modifier alone. */
export function bindingOf(event: KeyPress): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return null
  const modifiers = [
    event.ctrlKey || event.metaKey ? '$mod' : null,
    event.altKey ? 'Alt' : null,
    event.shiftKey ? 'Shift' : null,
  ].filter((modifier) => modifier !== null)
  const name = /^(Key[A-Z]|Digit\d|Space)$/.test(event.code) ? event.code : event.key
  return [...modifiers, name].join('+')
}

function isKey(event: KeyPress, key: string): boolean {
  const [press] = parseKeybinding(key)
  if (press === undefined) return false
  const [modifiers, wanted] = press
  const name = String(wanted)
  const isHeld = MODIFIERS.every(
    ({ name: modifier, field }) => event[field] === modifiers.includes(modifier),
  )
  return isHeld && (name.toUpperCase() === meantKey(event).toUpperCase() || name === event.code)
}

const MODIFIERS = [
  { name: 'Shift', field: 'shiftKey' },
  { name: 'Alt', field: 'altKey' },
  { name: 'Control', field: 'ctrlKey' },
  { name: 'Meta', field: 'metaKey' },
] as const

/**
 * What is on the cap of the key. Under a Chinese input method, and on a layout without Latin letters,
 * `key` is not that; Shift changes what a digit is. The place of the key tells then.
 */
function meantKey({ key, code }: KeyPress): string {
  const isPlaced = isInputMethod(key) || /^Digit\d$/.test(code)
  return isPlaced ? code.replace(/^(Key|Digit)(?=.$)/, '') : key
}

function isInputMethod(key: string): boolean {
  return key === 'Process' || key === 'Unidentified' || (key.length === 1 && key > '\u024f')
}
