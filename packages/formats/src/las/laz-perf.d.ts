declare module 'laz-perf' {
  /** One file of LASzip points in the module's memory. */
  type LASZip = {
    open(data: number, length: number): void
    getPoint(target: number): void
    getCount(): number
    getPointLength(): number
    getPointFormat(): number
    delete(): void
  }
  /** The decoder and its memory. */
  export type LazPerf = {
    readonly HEAPU8: Uint8Array
    readonly LASZip: new () => LASZip
    _malloc(bytes: number): number
    _free(at: number): void
  }
  export function createLazPerf(): Promise<LazPerf>
}
