import { hash, verify } from '@node-rs/argon2'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'

const LEAST = 10
/** Hashing takes longer the longer a text is: nobody types more. */
const MOST = 200

/** Argon2id as OWASP's password storage cheat sheet has it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * What is stored of a password.
 *
 * @throws {RefusedError} when it is too short or too long.
 */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < LEAST || password.length > MOST) {
    throw new RefusedError(400, accessTexts.shortPassword({ least: LEAST, most: MOST }))
  }
  return hash(password, COST)
}

/** Whether a password is the stored one; without one it takes as long and is not. */
export async function isPasswordOf(password: string, stored: string | null): Promise<boolean> {
  if (password.length > MOST) return false
  const isRight = await verify(stored ?? (await nobodys()), password)
  return isRight && stored !== null
}

let made: Promise<string> | null = null
/** What is looked at where nobody has the e-mail address, so that the answer takes as long. */
const nobodys = (): Promise<string> => (made ??= hash('nobody has this password', COST))
