import { describe, expect, it } from 'vitest'
import { chance } from '../testing/chance.ts'
import { clusteredInterval } from './clustered.ts'
import type { Interval } from './interval.ts'
import { exactInterval, wilsonInterval } from './proportion.ts'
import { stratifiedInterval } from './stratified.ts'

const BATCHES = 2000

/** How often the interval of a simulated batch holds the batch's true rate. */
function coverage(
  { seed, what }: { readonly seed: number; readonly what: string },
  batch: (random: () => number) => { readonly truth: number; readonly interval: Interval },
): number {
  const random = chance(seed)
  let held = 0
  for (let index = 0; index < BATCHES; index++) {
    const { truth, interval } = batch(random)
    if (interval.low <= truth + 1e-12 && truth <= interval.high + 1e-12) held += 1
  }
  const share = held / BATCHES
  // The figure itself, for who reads the run: `vitest --reporter verbose`.
  console.info(`${what}: ${(100 * share).toFixed(1)} % of ${BATCHES} batches`)
  return share
}

const whole = (random: () => number, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1))

/** How many of so many are wrong, each by chance. */
function wrongOf(random: () => number, population: number, rate: number): number {
  let wrong = 0
  for (let index = 0; index < population; index++) if (random() < rate) wrong += 1
  return wrong
}

/** How many wrong ones a sample without putting back meets. */
function drawnWrong(
  random: () => number,
  batch: { readonly population: number; readonly wrong: number; readonly sampled: number },
): number {
  let met = 0
  for (let drawn = 0; drawn < batch.sampled; drawn++) {
    if (random() * (batch.population - drawn) < batch.wrong - met) met += 1
  }
  return met
}

describe('of 2,000 simulated batches the interval of the error rate holds the true one', () => {
  const simple = (random: () => number) => {
    const population = whole(random, 200, 2000)
    const wrong = wrongOf(random, population, 0.01 + 0.24 * random())
    const sampled = Math.round(population * (0.1 + 0.3 * random()))
    const errors = drawnWrong(random, { population, wrong, sampled })
    return { truth: wrong / population, count: { errors, sampled, population } }
  }

  it('in 95 % ± 2 by Wilson, of a sample without putting back', () => {
    const share = coverage({ seed: 1, what: 'Wilson, finite' }, (random) => {
      const { truth, count } = simple(random)
      return { truth, interval: wilsonInterval(count) }
    })
    expect(share).toBeGreaterThan(0.93)
    expect(share).toBeLessThan(0.97)
  })

  it('in no less than 95 % by Clopper and Pearson', () => {
    const share = coverage({ seed: 2, what: 'Clopper-Pearson, finite' }, (random) => {
      const { truth, count } = simple(random)
      return { truth, interval: exactInterval(count) }
    })
    expect(share).toBeGreaterThan(0.95)
  })

  it('in 95 % ± 2 by strata of which some are looked at far more, with rates of their own', () => {
    const share = coverage({ seed: 3, what: 'stratified' }, (random) => {
      const strata = [0.01, 0.02, 0.05, 0.1, 0.3].map((usual, index) => {
        const population = whole(random, 80, 600)
        const wrong = wrongOf(random, population, usual * (0.5 + random()))
        const sampled = Math.max(10, Math.ceil(population * [0.1, 0.1, 0.1, 0.3, 0.5][index]!))
        const errors = drawnWrong(random, { population, wrong, sampled })
        return { wrong, errors, sampled, population }
      })
      const sum = (of: (stratum: (typeof strata)[number]) => number) =>
        strata.reduce((total, stratum) => total + of(stratum), 0)
      return {
        truth: sum(({ wrong }) => wrong) / sum(({ population }) => population),
        interval: stratifiedInterval(strata),
      }
    })
    expect(share).toBeGreaterThan(0.93)
    expect(share).toBeLessThan(0.97)
  })

  it('in 95 % ± 2 of boxes that are wrong by tracks', () => {
    const share = coverage({ seed: 4, what: 'boxes by tracks' }, (random) => {
      const rate = 0.05 + 0.25 * random()
      const clusters = Array.from({ length: whole(random, 40, 120) }, () => {
        const total = whole(random, 5, 60)
        // A track has a rate of its own, of a mean that all share.
        const own = random() < 0.5 ? rate * 1.6 : rate * 0.4
        const errors = Array.from({ length: total }, () => random() < own).filter(Boolean).length
        return { errors, total }
      })
      return { truth: rate, interval: clusteredInterval(clusters) }
    })
    expect(share).toBeGreaterThan(0.93)
    expect(share).toBeLessThan(0.97)
  })
})
