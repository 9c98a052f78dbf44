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
