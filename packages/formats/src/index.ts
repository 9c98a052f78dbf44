export { BadInputError } from './badInputError.ts'
export {
  type BinColumns,
  type BinFile,
  columnsOfBin,
  readKittiBin,
  readNuscenesBin,
} from './bin/readBin.ts'
export { writeKittiBin } from './bin/writeBin.ts'
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
export { applyCorrections } from './corrections/applyCorrections.ts'
export { parseCorrection } from './corrections/correction.ts'
export { correctionPicture } from './corrections/correctionPicture.ts'
export { type CorrectionOffer, suggestCorrections } from './corrections/suggestCorrections.ts'
export { IMAGE_HEADER_BYTES, type ImageHeader, readImageHeader } from './imageSize.ts'
export { fixedOnto } from './maps/fixedOnto.ts'
export { readStandardMap, type StandardMap } from './maps/readStandardMap.ts'
export type { PcdHeader } from './pcd/pcdHeader.ts'
export { type PcdFile, readPcd } from './pcd/readPcd.ts'
export { writePcd } from './pcd/writePcd.ts'
export { refusalOf } from './refuse.ts'
export { saidBy, sharedTexts, WHOLE } from './sharedTexts.ts'
export { type Candidate, sniffTree } from './sniff.ts'
export { decodeText, type Line, linesOf, parseNumber } from './text.ts'
