/** The compiled command line, from the project's root. */
export const COMPILED: string

/** The newest modification under a folder or of a file, in milliseconds; a folder’s own tells of what left it. */
export function newest(path: string): number

/** Whether the command line of the project in `root` is compiled from the sources as they are now. */
export function isCompiled(root: string): boolean
