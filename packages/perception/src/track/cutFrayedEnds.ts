import type { Chain } from './joinLinks.ts'

/** Sights that an end may have to be frayed. */
const FEW = 3
/** Frames that anything may go unseen in a row. */
const USUAL = 2

/**
 * The chains with their frayed ends cut off, as chains of their own: a few sights behind a gap of clearly more
 * frames than they are may be strays that were taken for the object while it was hidden.
 *
 * Bridging puts them back where they lie on the object's way.
 */
export function cutFrayedEnds(chains: readonly Chain[]): readonly Chain[] {
  return chains.flatMap((chain) => {
    const [kept, ...tails] = cutTails(chain)
    // The start, seen backwards, is an end.
    const [core, ...heads] = cutTails(kept!.toReversed())
    return [...heads.map((head) => head.toReversed()), core!.toReversed(), ...tails]
  })
}

/** What is left of a chain, then what was cut off its end. */
function cutTails(chain: Chain): readonly Chain[] {
  const cut: Chain[] = []
  let left = chain
  for (let size = 1; size <= Math.min(FEW, left.length - 1); size++) {
    const at = left.length - size
    const missed = Math.abs(left[at]!.frame - left[at - 1]!.frame) - 1
    if (missed <= size + USUAL) continue
    cut.push(left.slice(at))
    left = left.slice(0, at)
    size = 0
  }
  return [left, ...cut]
}
