/** A name in a zip, and how it was read when it did not say. */
export type ZipName = { readonly path: string; readonly guessed: 'GBK' | 'CP437' | null }

/** CP437's upper half, in order: what a zip's names are in where nothing else is said. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ '

/**
 * The name's text. UTF-8 where it is marked so or reads as such, as most tools write it unmarked;
 * else GBK, as Chinese Windows writes it, where every byte fits; else CP437.
 */
export function decodeZipName(bytes: Uint8Array, isUtf8: boolean): ZipName {
  const utf8 = tryDecode('utf-8', bytes)
  if (utf8 !== null) return { path: slashed(utf8), guessed: null }
  if (!isUtf8) {
    const gbk = tryDecode('gbk', bytes)
    if (gbk !== null && /\p{Script=Han}/u.test(gbk)) return { path: slashed(gbk), guessed: 'GBK' }
  }
  const text = Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : (CP437[byte - 0x80] ?? '_'),
  ).join('')
  return { path: slashed(text), guessed: 'CP437' }
}

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Some tools on Windows write the separator of their system. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/')
}
