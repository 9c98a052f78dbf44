import type { CuboidRecord } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import styles from './Inspector.module.css'

type Shown = {
  readonly id: string
  /** The text on the button: shorter than the action's own. */
  readonly text: 'accept' | 'reject' | 'restore' | 'interpolate' | 'finalize' | 'fit' | 'flip'
  readonly icon: IconName
  readonly look?: 'danger'
}

/** What can be done here and now, by button and with the key that does it faster. */
export function CuboidActions({ cuboid }: { readonly cuboid: CuboidRecord | null }) {
  const { t } = useTranslation()
  return (
    <div className={styles.actions}>
      {actionsFor(cuboid).map((shown) => (
        <ActionButton key={shown.id} {...shown} text={t(`act.${shown.text}`)} />
      ))}
    </div>
  )
}

function actionsFor(cuboid: CuboidRecord | null): readonly Shown[] {
  if (cuboid === null) return [{ id: 'interpolate', text: 'interpolate', icon: 'interpolate' }]
  switch (cuboid.state) {
    case 'rejected':
      return [{ id: 'restore', text: 'restore', icon: 'undo' }]
    case 'final':
      return [{ id: 'finalize', text: 'finalize', icon: 'lock' }]
    default:
      return [
        ...(cuboid.state === 'proposed'
          ? [{ id: 'accept', text: 'accept', icon: 'check' } as const]
          : []),
        { id: 'reject', text: 'reject', icon: 'cross', look: 'danger' },
        { id: 'box.fit', text: 'fit', icon: 'fit' },
        { id: 'box.flip', text: 'flip', icon: 'turn' },
        { id: 'interpolate', text: 'interpolate', icon: 'interpolate' },
        { id: 'finalize', text: 'finalize', icon: 'lock' },
      ]
  }
}
