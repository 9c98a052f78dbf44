export { BadInputError } from './badInputError.ts'
export type {
  Codec,
  Exported,
  ExportSource,
  FileTree,
  ImportedClip,
  ImportedFrame,
  ImportedImage,
  ImportedSweep,
  ImportReport,
  Loss,
  Notice,
  OutputFile,
  ReadOptions,
  Refusal,
  Sniff,
  WriteOptions,
} from './codec.ts'
export { CODECS, codecById } from './codecs.ts'
export { IMAGE_HEADER_BYTES, type ImageHeader, readImageHeader } from './imageSize.ts'
export { type Candidate, sniffTree } from './sniff.ts'
export { decodeText, type Line, linesOf, parseNumber } from './text.ts'
