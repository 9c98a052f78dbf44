import type { UploadFile } from '../../upload.ts'

/** What a drop holds, taken while its event lasts: afterwards the browser gives nothing any more. */
export function droppedEntries(transfer: DataTransfer): readonly FileSystemEntry[] {
  return Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter(
    (entry) => entry !== null,
  )
}

/**
 * Every file in dropped folders and files, its path with the folder's own name first; `found` is
 * told how many there are so far.
 *
 * @throws {DOMException} when the system does not let one be read.
 */
export async function filesIn(
  entries: readonly FileSystemEntry[],
  found: (count: number) => void,
): Promise<readonly UploadFile[]> {
  const files: UploadFile[] = []
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
      files.push({ path: entry.fullPath.replace(/^\//, ''), file })
      return
    }
    if (!isFolder(entry)) return
    const reader = entry.createReader()
    // A folder is listed in parts of about a hundred, and is at its end when one is empty.
    for (let part = await listPart(reader); part.length > 0; part = await listPart(reader)) {
      for (const child of part) await walk(child)
      found(files.length)
    }
  }
  for (const entry of entries) await walk(entry)
  found(files.length)
  return files
}

function listPart(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
