import { parseKeybinding } from 'tinykeys'
import { actionFor, type ChosenKeys, type KeyPress } from '../../keys/keyTable.ts'
import type { Action } from '../../workbench.ts'

/** A cap of the drawn keyboard. */
export type Cap = {
  /** The place of the key, as `KeyboardEvent.code` names it. */
  readonly code: string
  /** What `KeyboardEvent.key` is with no modifier, and with Shift. */
  readonly key: string
  readonly shifted: string
  /** What is printed on it. */
  readonly print: string
  /** Width in units of a letter's cap. */
  readonly units: number
}

/** Modifiers held together. */
export type Layer = 'plain' | 'shift' | 'mod' | 'alt' | 'shiftAlt'

/** The layers there is a picture of, the plain one first. */
export const LAYERS: readonly Layer[] = ['plain', 'shift', 'mod', 'alt', 'shiftAlt']

/** The rows of the keyboard a labelling desk most likely has (ANSI), top to bottom; each 15 units wide. */
export const ROWS: readonly (readonly Cap[])[] = [
  [
    symbol('Backquote', '`~'),
    ...pairs('Digit', '1!', '2@', '3#', '4$', '5%', '6^', '7&', '8*', '9(', '0)'),
    symbol('Minus', '-_'),
    symbol('Equal', '=+'),
    named(['Backspace', 'Backspace', '⌫'], 2),
  ],
  [
    named(['Tab', 'Tab', 'Tab'], 1.5),
    ...letters('QWERTYUIOP'),
    symbol('BracketLeft', '[{'),
    symbol('BracketRight', ']}'),
    symbol('Backslash', '\\|', 1.5),
  ],
  [
    named(['CapsLock', 'CapsLock', 'Caps'], 1.75),
    ...letters('ASDFGHJKL'),
    symbol('Semicolon', ';:'),
    symbol('Quote', '\'"'),
    named(['Enter', 'Enter', 'Enter'], 2.25),
  ],
  [
    named(['ShiftLeft', 'Shift', 'Shift'], 2.25),
    ...letters('ZXCVBNM'),
    symbol('Comma', ',<'),
    symbol('Period', '.>'),
    symbol('Slash', '/?'),
    named(['ShiftRight', 'Shift', 'Shift'], 2.75),
  ],
  [
    named(['ControlLeft', 'Control', 'Ctrl'], 1.5),
    named(['AltLeft', 'Alt', 'Alt'], 1.5),
    named(['Space', ' ', 'Space'], 4.5),
    named(['AltRight', 'Alt', 'Alt'], 1.25),
    named(['ControlRight', 'Control', 'Ctrl'], 1.25),
    named(['ArrowLeft', 'ArrowLeft', '←'], 1),
    named(['ArrowUp', 'ArrowUp', '↑'], 1),
    named(['ArrowDown', 'ArrowDown', '↓'], 1),
    named(['ArrowRight', 'ArrowRight', '→'], 1),
    named(['Delete', 'Delete', 'Del'], 1),
  ],
]

/** Keys above the others: half as high. */
export const TOP_ROW: readonly Cap[] = [
  named(['Escape', 'Escape', 'Esc'], 1.5),
  ...Array.from({ length: 8 }, (_, index) =>
    named([`F${index + 1}`, `F${index + 1}`, `F${index + 1}`], 1.3125),
  ),
  named(['Home', 'Home', 'Home'], 1.5),
  named(['End', 'End', 'End'], 1.5),
]

/** The modifier that is Ctrl on most machines and ⌘ on a Mac. */
const MOD: string = parseKeybinding('$mod+K')[0]?.[0][0] ?? 'Control'

/** The action a cap starts in a layer, or `null`. */
export function actionOn(
  cap: Cap,
  layer: Layer,
  { actions, chosen }: { readonly actions: readonly Action[]; readonly chosen: ChosenKeys },
): Action | null {
  return isModifier(cap) ? null : actionFor(pressOf(cap, layer), actions, chosen)
}

/** Whether a cap is one of Shift, Ctrl and Alt. */
export function isModifier({ key }: Cap): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt'
}

/** Whether a modifier's cap is held in a layer. */
export function isHeldIn({ key }: Cap, layer: Layer): boolean {
  if (key === 'Shift') return layer === 'shift' || layer === 'shiftAlt'
  if (key === 'Alt') return layer === 'alt' || layer === 'shiftAlt'
  return key === 'Control' && layer === 'mod'
}

/** The layer of the modifiers an event says are held; `plain` for a pair that has no picture. */
export function layerOf({
  shiftKey,
  altKey,
  ctrlKey,
  metaKey,
}: Pick<KeyPress, 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>): Layer {
  if (ctrlKey || metaKey) return shiftKey || altKey ? 'plain' : 'mod'
  if (altKey) return shiftKey ? 'shiftAlt' : 'alt'
  return shiftKey ? 'shift' : 'plain'
}

/** The press of a cap in a layer, as an event would tell it. */
export function pressOf(cap: Cap, layer: Layer): KeyPress {
  const isShifted = layer === 'shift' || layer === 'shiftAlt'
  return {
    key: isShifted ? cap.shifted : cap.key,
    code: cap.code,
    shiftKey: isShifted,
    altKey: layer === 'alt' || layer === 'shiftAlt',
    ctrlKey: layer === 'mod' && MOD === 'Control',
    metaKey: layer === 'mod' && MOD === 'Meta',
  }
}

function letters(text: string): readonly Cap[] {
  return Array.from(text, (letter) => ({
    code: `Key${letter}`,
    key: letter.toLowerCase(),
    shifted: letter,
    print: letter,
    units: 1,
  }))
}

function pairs(prefix: string, ...texts: readonly string[]): readonly Cap[] {
  return texts.map((text) => symbol(`${prefix}${text[0]}`, text))
}

function symbol(
  code: string,
  [key = '', shifted = '']: string | readonly string[],
  units = 1,
): Cap {
  return { code, key, shifted, print: key, units }
}

function named(
  [code, key, print]: readonly [code: string, key: string, print: string],
  units: number,
): Cap {
  return { code, key, shifted: key, print, units }
}
