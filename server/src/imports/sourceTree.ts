import { catalogue, type Message } from '@trueline/annotation'
import type { FileTree, Notice, Refusal } from '@trueline/formats'

/** An opened source of an import. */
export type SourceTree = FileTree & {
  /** What to call the clip where the source has no name: the folder's or archive's. */
  readonly name: string
  /** Entries that were left out. */
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
  readonly close: () => Promise<void>
}

/** Whether a path is what a system leaves behind, not what a person meant to give. */
export function isSystemLitter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)/.test(path)
}

const pathTexts = catalogue({
  empty: { en: 'an empty path', zh: '空路径' },
  nul: { en: 'a path with a NUL character', zh: '含 NUL 字符的路径' },
  absolute: { en: 'an absolute path', zh: '绝对路径' },
  drive: { en: 'a path with a drive letter', zh: '带盘符的路径' },
  leaves: { en: 'a path that leaves its folder', zh: '越出所在文件夹的路径' },
  emptyPart: { en: 'a path with an empty part', zh: '含空部分的路径' },
  longPart: { en: 'a path part over 255 bytes', zh: '超过 255 字节的路径部分' },
})

/** What is wrong with a relative path that comes from outside; `null` when nothing is. */
export function unsafePath(path: string): Message | null {
  if (path === '') return pathTexts.empty
  if (path.includes('\0')) return pathTexts.nul
  if (/^[/\\]/.test(path)) return pathTexts.absolute
  if (/^[A-Za-z]:/.test(path)) return pathTexts.drive
  const parts = path.split(/[/\\]/)
  if (parts.includes('..')) return pathTexts.leaves
  if (parts.some((part) => part === '' || part === '.')) return pathTexts.emptyPart
  if (parts.some((part) => Buffer.byteLength(part) > 255)) return pathTexts.longPart
  return null
}

/** Order of paths by their code units, the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}
