/** A number with so many decimals; what rounds to 0 is printed without a sign. */
export function printed(value: number, decimals: number): string {
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? (0).toFixed(decimals) : text
}
