declare module 'seek-bzip' {
  const bunzip: { decode(input: Uint8Array, output?: number | Uint8Array): Uint8Array }

  // biome-ignore lint/style/noDefaultExport: it is how the package is made
  export { bunzip as default }
}
