const IS_MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

const NAMES: { readonly [part: string]: string } = {
  $mod: IS_MAC ? '⌘' : 'Ctrl',
  Control: 'Ctrl',
  Meta: '⌘',
  Shift: '⇧',
  Alt: IS_MAC ? '⌥' : 'Alt',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Space: 'Space',
  Escape: 'Esc',
  Delete: 'Del',
  Enter: '↵',
}

/** What stands on the caps of a key in tinykeys' notation: `$mod+KeyZ` is `Ctrl`, `Z`. */
export function keyNames(key: string): readonly string[] {
  return splitKey(key).map((part) => NAMES[part] ?? capName(part))
}

function capName(part: string): string {
  const bare = part.replace(/^(Key|Digit)(?=.$)/, '')
  return bare.length === 1 ? bare.toUpperCase() : bare
}

/** The modifiers and the key of a binding such as `Shift+W`; a `+` may be the key itself. */
export function splitKey(key: string): readonly string[] {
  return key.split(/\+(?=.)/)
}
