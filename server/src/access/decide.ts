import { TENANT } from '../db/database.ts'
import { accessTexts } from './accessTexts.ts'
import type { Caller, Member } from './caller.ts'
import { RefusedError } from './refused.ts'
import type { MemberRule, Rule } from './rules.ts'

/**
 * The member that a rule lets in.
 *
 * @throws {RefusedError} when it does not; everybody where there is no rule.
 */
export function memberBy(caller: Caller, rule: MemberRule | undefined): Member {
  if (caller.kind === 'stranger') throw new RefusedError(401, accessTexts.signIn)
  if (rule === undefined) throw new RefusedError(403, accessTexts.notAllowed)
  const isAtHome = !rule.isOfInstallation || caller.tenant === TENANT
  if (!isAtHome || !rule.roles.includes(caller.role))
    throw new RefusedError(403, accessTexts.notAllowed)
  if (caller.by.kind === 'token') {
    if (rule.scope === null || !caller.by.scopes.includes(rule.scope)) {
      throw new RefusedError(403, accessTexts.outOfScope)
    }
  }
  return caller
}

/** Whether a rule lets somebody in. */
export function isAllowed(caller: Caller, rule: Rule | undefined): boolean {
  if (rule === 'anyone') return true
  try {
    memberBy(caller, rule)
    return true
  } catch {
    return false
  }
}
