import type { Client } from '../wire.ts'
import type { PeopleServer } from './peopleServer.ts'

const ENTRIES_A_PAGE = 100

/** What the server of this page answers about people. */
export function connectPeople(client: Client): PeopleServer {
  const { me, organisation, people, presence, token } = client
  return {
    readMe: () => me.read.query(),
    rename: (name) => me.rename.mutate({ name }),
    changePassword: (old, password) => me.changePassword.mutate({ old, password }),
    enter: (tenant) => me.enter.mutate({ tenant }),
    listPeople: () => people.list.query(),
    changeRole: (personId, role) => people.change.mutate({ personId, role }),
    removePerson: (personId) => people.remove.mutate({ personId }),
    invite: async (role, note) => (await people.invite.mutate({ role, note })).key,
    readInvitation: (key) => me.readInvitation.mutate({ key }),
    listInvitations: () => people.invitations.query(),
    withdraw: (invitationId) => people.withdraw.mutate({ invitationId }),
    listTokens: () => token.list.query(),
    makeToken: async ({ name, scopes, days }) =>
      (await token.make.mutate({ name, scopes: [...scopes], days })).token,
    revokeToken: (tokenId) => token.revoke.mutate({ tokenId }),
    readLog: (before) => people.log.query({ before, limit: ENTRIES_A_PAGE }),
    listOrganisations: () => organisation.list.query(),
    makeOrganisation: async (name) => (await organisation.make.mutate({ name })).key,
    tellPresence: (told) => presence.tell.mutate(told),
    leave: (clipId, windowId) => presence.leave.mutate({ clipId, windowId }),
    watchPresence: ({ clipId, windowId }, changed) => {
      // Without a line nobody else is seen; the status line says that there is none.
      const none = (): void => changed([])
      const watching = presence.watch.subscribe(
        { clipId, windowId },
        { onData: changed, onError: none },
      )
      return () => watching.unsubscribe()
    },
  }
}
