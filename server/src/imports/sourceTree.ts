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

/** What is wrong with a relative path that comes from outside; `null` when nothing is. */
export function unsafePath(path: string): string | null {
  if (path === '') return 'an empty path'
  if (path.includes('\0')) return 'a path with a NUL character'
  if (/^[/\\]/.test(path)) return 'an absolute path'
  if (/^[A-Za-z]:/.test(path)) return 'a path with a drive letter'
  const parts = path.split(/[/\\]/)
  if (parts.includes('..')) return 'a path that leaves its folder'
  if (parts.some((part) => part === '' || part === '.')) return 'a path with an empty part'
  if (parts.some((part) => Buffer.byteLength(part) > 255)) return 'a path part over 255 bytes'
  return null
}

/** Order of paths by their code units, the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}
