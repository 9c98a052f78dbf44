import { useTranslation } from 'react-i18next'
import { Hint } from '../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import own from './people.module.css'
import type { Present } from './peopleServer.ts'

/** Who else is on the clip; a click goes where they are. */
export function PresentPeople() {
  const present = useWorkbenchState((state) => state.present)
  return present.map((one) => <PresentPerson key={one.windowId} one={one} />)
}

function PresentPerson({ one }: { readonly one: Present }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const track = useWorkbenchState(({ annotations }) =>
    annotations.tracks.find(({ id }) => id === one.trackId),
  )
  const name = one.name === '' ? t('people.somebody') : one.name
  const what = track === undefined ? '' : `${track.category} ${track.number}`
  const where = t(what === '' ? 'people.atFrame' : 'people.atObject', {
    ...{ name, what, frame: one.frame },
  })
  const go = (): void => {
    const { clip } = store.getState()
    if (clip === null || one.frame >= clip.frames.length) return
    store.setState({ frame: one.frame, selectedTrackId: track?.id ?? null })
  }
  return (
    <Hint label={where}>
      <button type="button" className={own.present} data-testid="present" onClick={go}>
        {name}
      </button>
    </Hint>
  )
}
