import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'
import styles from './LayoutMenu.module.css'
import { LAYOUTS } from './layouts.ts'

/** Arrangements of the panes to choose from. */
export function LayoutMenu() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={styles.trigger}
        aria-label={t('app.layout')}
        title={t('app.layout')}
      >
        <Icon name="layout" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
          {LAYOUTS.map(({ id, text }) => (
            <DropdownMenu.Item
              key={id}
              className={styles.item}
              onSelect={() => store.getState().prefer({ layout: { preset: id } })}
            >
              {t(text)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
