import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { Dialog } from '../ui/Dialog.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'
import { AccountPart } from './AccountPart.tsx'
import { FirstOwner } from './FirstOwner.tsx'
import { InvitationsPart } from './InvitationsPart.tsx'
import { LogPart } from './LogPart.tsx'
import { MembersPart } from './MembersPart.tsx'
import { OrganisationsPart } from './OrganisationsPart.tsx'
import { TokensPart } from './TokensPart.tsx'
import { useMay } from './usePeople.ts'

const PARTS = ['account', 'members', 'invitations', 'tokens', 'organisations', 'log'] as const
type Part = (typeof PARTS)[number]

const CONTENT: { readonly [part in Part]: ComponentType } = {
  account: AccountPart,
  members: MembersPart,
  invitations: InvitationsPart,
  tokens: TokensPart,
  organisations: OrganisationsPart,
  log: LogPart,
}

/** What one has to be allowed for a part to be of use. */
const NEEDS: { readonly [part in Part]: string | null } = {
  account: null,
  members: 'people.list',
  invitations: 'people.invite',
  tokens: 'token.make',
  organisations: 'organisation.list',
  log: 'people.log',
}

/** One's own account, and for those who run it who else is here. */
export function PeopleDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { me } = useConnection()
  const may = useMay()
  const [chosen, setChosen] = useState<Part>('account')
  const close = (): void => store.setState({ dialog: null })
  if (me?.isFirstRun) {
    return (
      <Dialog title={t('people.title')} width="narrow" onClose={close}>
        <FirstOwner />
      </Dialog>
    )
  }
  const parts = PARTS.filter((part) => NEEDS[part] === null || may(NEEDS[part]))
  const Content = CONTENT[chosen]
  return (
    <Dialog title={t('people.title')} width="wide" onClose={close}>
      <div className={styles.stack}>
        {parts.length > 1 && (
          <Tabs
            {...{ parts, chosen }}
            textOf={(part) => t(`people.part_${part}`)}
            onChoose={setChosen}
          />
        )}
        <section aria-label={t(`people.part_${chosen}`)} className={styles.stack}>
          <Content />
        </section>
      </div>
    </Dialog>
  )
}
