import { ROLES, type Role } from './roles.ts'
import type { Scope } from './scopes.ts'

/** Who may use a procedure or a route. What is not told here nobody may. */
export type Rule = 'anyone' | MemberRule

/** A rule for members of an organisation; they reach what is theirs and nothing of another one. */
export type MemberRule = {
  readonly roles: readonly Role[]
  /** What an API token has to be made for; `null`: none will do, only a person. */
  readonly scope: Scope | null
  /** Whether the audit log tells of it. */
  readonly isLogged?: true
  /** Whether it concerns all organisations: members of the first one only. */
  readonly isOfInstallation?: true
}

const everybody = ROLES
const lead: readonly Role[] = ['owner', 'manager']
const owner: readonly Role[] = ['owner']
/** Who works on labels. */
const workers: readonly Role[] = ['owner', 'manager', 'annotator', 'reviewer']
const judges: readonly Role[] = ['owner', 'manager', 'reviewer']
/** Who answers what was handed on: the reviewer, and the buyer in the end. */
const answerers: readonly Role[] = ['owner', 'manager', 'reviewer', 'buyer']
/** Who may take data away. */
const takers: readonly Role[] = ['owner', 'manager', 'reviewer', 'buyer']

/** Who may use which procedure, by its path. */
export const PROCEDURES: Readonly<Record<string, Rule>> = {
  'checks.read': { roles: everybody, scope: 'read' },
  // What blocks a clip is not for those to say whom it blocks.
  'checks.write': { roles: judges, scope: 'work', isLogged: true },

  'clip.list': { roles: everybody, scope: 'read' },
  'clip.status': { roles: everybody, scope: 'read' },
  'clip.open': { roles: everybody, scope: 'read' },
  'clip.records': { roles: everybody, scope: 'read' },
  'clip.rename': { roles: lead, scope: 'import', isLogged: true },
  'clip.remove': { roles: lead, scope: 'import', isLogged: true },
  'clip.import': { roles: lead, scope: 'import', isLogged: true },
  'clip.importProgress': { roles: lead, scope: 'import' },
  'clip.stopImport': { roles: lead, scope: 'import', isLogged: true },

  'effort.read': { roles: everybody, scope: 'read' },
  'effort.write': { roles: lead, scope: 'work', isLogged: true },
  'effort.tell': { roles: workers, scope: null },
  'effort.ofClip': { roles: everybody, scope: 'read' },

  'export.formats': { roles: everybody, scope: 'read' },
  'export.losses': { roles: takers, scope: 'read' },

  'patch.append': { roles: workers, scope: 'edit' },
  'patch.history': { roles: everybody, scope: 'read' },
  'patch.since': { roles: everybody, scope: 'read' },

  'work.tasks': { roles: everybody, scope: 'read' },
  'work.history': { roles: everybody, scope: 'read' },
  'work.submit': { roles: workers, scope: 'work', isLogged: true },
  'work.takeBack': { roles: workers, scope: 'work', isLogged: true },
  'work.accept': { roles: answerers, scope: 'work', isLogged: true },
  'work.sendBack': { roles: answerers, scope: 'work', isLogged: true },
  'work.reopen': { roles: answerers, scope: 'work', isLogged: true },

  'presence.tell': { roles: everybody, scope: null },
  'presence.leave': { roles: everybody, scope: null },
  'presence.watch': { roles: everybody, scope: null },

  'project.list': { roles: everybody, scope: 'read' },
  'project.read': { roles: everybody, scope: 'read' },
  'project.ofClip': { roles: everybody, scope: 'read' },
  'project.make': { roles: lead, scope: 'work', isLogged: true },
  'project.change': { roles: lead, scope: 'work', isLogged: true },
  // What annotators are tried by, and what they are paid by, is not for them.
  'project.terms': { roles: lead, scope: 'read' },
  'project.changeTerms': { roles: lead, scope: 'work', isLogged: true },
  'project.changeModel': { roles: lead, scope: 'work', isLogged: true },
  'project.clipTerms': { roles: takers, scope: 'read' },
  'project.makeBatch': { roles: lead, scope: 'work', isLogged: true },
  'project.fillBatch': { roles: lead, scope: 'work', isLogged: true },
  // That annotators are tried unseen is not for them to see.
  'project.planting': { roles: lead, scope: 'read' },
  'project.plantAgain': { roles: lead, scope: 'work', isLogged: true },

  'quality.overview': { roles: lead, scope: 'read' },
  'quality.known': { roles: takers, scope: 'read' },
  'quality.keepReference': { roles: lead, scope: 'work', isLogged: true },
  'quality.dropReference': { roles: lead, scope: 'work', isLogged: true },
  'quality.makeDouble': { roles: lead, scope: 'work', isLogged: true },

  'queue.list': { roles: everybody, scope: 'read' },
  'queue.takeNext': { roles: workers, scope: null },
  'queue.hold': { roles: workers, scope: null },
  'queue.release': { roles: workers, scope: null },
  'queue.assign': { roles: lead, scope: 'work', isLogged: true },
  'queue.split': { roles: lead, scope: 'work', isLogged: true },

  'me.read': 'anyone',
  'me.readInvitation': 'anyone',
  'me.rename': { roles: everybody, scope: null, isLogged: true },
  'me.changePassword': { roles: everybody, scope: null, isLogged: true },
  'me.enter': { roles: everybody, scope: null },

  'people.list': { roles: lead, scope: 'read' },
  'people.change': { roles: lead, scope: null, isLogged: true },
  'people.remove': { roles: lead, scope: null, isLogged: true },
  'people.invite': { roles: lead, scope: null, isLogged: true },
  'people.invitations': { roles: lead, scope: null },
  'people.withdraw': { roles: lead, scope: null, isLogged: true },
  'people.log': { roles: lead, scope: 'read' },

  'token.list': { roles: lead, scope: null },
  'token.make': { roles: lead, scope: null, isLogged: true },
  'token.revoke': { roles: lead, scope: null, isLogged: true },

  'organisation.list': { roles: owner, scope: null, isOfInstallation: true },
  'organisation.make': { roles: owner, scope: null, isOfInstallation: true, isLogged: true },
  'organisation.rename': { roles: owner, scope: null, isLogged: true },
}

/** Who may use which route, by its method and path. */
export const ROUTES: Readonly<Record<string, Rule>> = {
  // Each procedure has its own rule.
  '/trpc/:path': 'anyone',
  'GET /trpc': 'anyone',
  // The workbench itself, which holds nothing of anybody's.
  'GET /*': 'anyone',

  'GET /health': 'anyone',
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': { roles: lead, scope: 'read', isOfInstallation: true },
  'GET /backup': { roles: owner, scope: 'work', isOfInstallation: true, isLogged: true },
  'GET /blobs/:blob': { roles: everybody, scope: 'read' },
  'GET /exports/:clipId': { roles: takers, scope: 'read', isLogged: true },
  'POST /uploads': { roles: lead, scope: 'import' },
  'PUT /uploads/:uploadId': { roles: lead, scope: 'import' },
  'DELETE /uploads/:uploadId': { roles: lead, scope: 'import' },

  'POST /session': 'anyone',
  'POST /session/first': 'anyone',
  'POST /session/invitation': 'anyone',
  'DELETE /session': 'anyone',
  'GET /session/company': 'anyone',
  'GET /session/company/back': 'anyone',
}
