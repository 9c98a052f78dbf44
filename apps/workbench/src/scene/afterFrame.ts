/** Calls back once the drawings of the next animation frame have been handed to the GPU. */
export function afterFrame(call: () => void): void {
  requestAnimationFrame(() => setTimeout(call, 0))
}
