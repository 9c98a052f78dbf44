import type { Json } from '@trueline/annotation'
import { pickleAsJson } from '../pickle/pickleJson.ts'
import { looksPickled } from '../pickle/readPickle.ts'
import { parseSourceJson, printSourceJson } from '../sourceJson.ts'
import type { LabelContainer } from './labelDialect.ts'

/** Documents as JSON or as a pickle of the same values; they are written as JSON. */
export const JSON_OR_PICKLE: LabelContainer = {
  ending: /\.(json|pkl|pkl\.gz|pickle)$/i,
  parse: (bytes, file): Json =>
    looksPickled(bytes) ? pickleAsJson(bytes, file) : parseSourceJson(bytes, file),
  print: (document) => new TextEncoder().encode(printSourceJson(document, ' ')),
}

/** Whether a file's first bytes, a letter each, are those of a pickle or of gzip. */
export function isPickled(head: string): boolean {
  return looksPickled(Uint8Array.of(head.charCodeAt(0), head.charCodeAt(1)))
}
