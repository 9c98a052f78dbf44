let name: string | null = null

/** What draws on this machine, as its driver calls it. */
export function gpuName(): string {
  name ??= readName()
  return name
}

/** Whether the processor draws in place of a GPU: right, but slow. */
export function isSoftwareGpu(): boolean {
  return /swiftshader|llvmpipe|software|basic render/i.test(gpuName())
}

function readName(): string {
  const gl = document.createElement('canvas').getContext('webgl2')
  if (gl === null) return 'none'
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const found: unknown = gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER)
  // Browsers allow few contexts at once.
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return String(found)
}
