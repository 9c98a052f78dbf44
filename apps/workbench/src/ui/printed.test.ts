import { expect, it } from 'vitest'
import { printed } from './printed.ts'

it('prints so many decimals, and no sign before what rounds to 0', () => {
  expect([printed(-0.04, 1), printed(0, 2), printed(-0.06, 1), printed(3.456, 2)]).toEqual([
    ...['0.0', '0.00', '-0.1', '3.46'],
  ])
})
