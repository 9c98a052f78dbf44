import type { UploadFile } from '../../upload.ts'
import type { ImportSource } from './importRun.ts'

/** What a system leaves in folders and nobody means to send. */
const LITTER = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX\/.*|\._[^/]*)$/i

const SENSOR_FILE = /\.(bin|pcd|png|jpe?g|webp|npy|las|laz)$/i

/**
 * Files as one source. A folder that holds all of them gives the source its name and is taken off
 * their paths, as if that folder had been named on the command line.
 */
export function sourceOf(files: readonly UploadFile[]): ImportSource {
  const meant = files.filter(({ path }) => !LITTER.test(path))
  const root = sharedFolder(meant)
  const kept =
    root === null
      ? meant
      : meant.map(({ path, file }) => ({ path: path.slice(root.length + 1), file }))
  return {
    name: root ?? (meant[0]?.path.split('/')[0] ?? '').replace(/\.[^./]+$/, ''),
    files: kept,
    bytes: kept.reduce((sum, { file }) => sum + file.size, 0),
  }
}

/** The files a person chose in an `<input type="file">`, of one folder or by themselves. */
export function chosenFiles(list: FileList): readonly UploadFile[] {
  return Array.from(list, (file) => ({
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    file,
  }))
}

/** Whether none of the files can hold points or pictures; a zip may. */
export function holdsLabelsAlone(files: readonly UploadFile[]): boolean {
  return files.every(({ path }) => !SENSOR_FILE.test(path) && !/\.zip$/i.test(path))
}

function sharedFolder(files: readonly UploadFile[]): string | null {
  const roots = new Set(
    files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')),
  )
  const [root] = roots
  return roots.size === 1 && root !== undefined && root !== '' ? root : null
}
