declare module 'draco3d/draco_decoder_nodejs.js' {
  /** Something of the module's, freed by `destroy`. */
  type Attribute = {
    data_type(): number
    attribute_type(): number
    num_components(): number
    unique_id(): number
  }
  type Geometry = { num_points(): number; num_attributes(): number; readonly ptr: number }
  type DataArray = { GetValue(index: number): number; size(): number }
  type Decoder = {
    GetEncodedGeometryType(buffer: object): number
    DecodeBufferToPointCloud(
      buffer: object,
      target: Geometry,
    ): { ok(): boolean; error_msg(): string }
    DecodeBufferToMesh(buffer: object, target: Geometry): { ok(): boolean; error_msg(): string }
    GetAttribute(geometry: Geometry, index: number): Attribute
    GetAttributeMetadata(geometry: Geometry, index: number): { readonly ptr: number }
    GetAttributeDataArrayForAllPoints(
      geometry: Geometry,
      attribute: Attribute,
      type: number,
      bytes: number,
      target: number,
    ): boolean
  }
  type Draco = {
    readonly HEAPF32: Float32Array
    readonly TRIANGULAR_MESH: number
    readonly POINT_CLOUD: number
    readonly DT_FLOAT32: number
    readonly POSITION: number
    readonly COLOR: number
    readonly DecoderBuffer: new () => { Init(bytes: Uint8Array, length: number): void }
    readonly Decoder: new () => Decoder
    readonly PointCloud: new () => Geometry
    readonly Mesh: new () => Geometry
    readonly MetadataQuerier: new () => {
      GetStringEntry(metadata: { readonly ptr: number }, name: string): string
    }
    destroy(thing: object): void
    _malloc(bytes: number): number
    _free(at: number): void
  }
  const createDecoderModule: (options: object) => Promise<Draco>

  // biome-ignore lint/style/noDefaultExport: it is how the package is made
  export { createDecoderModule as default }
}
