import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ALL_FINDINGS,
  type FindingGroup,
  findingAtHand,
  findingGroups,
  type NumberedFinding,
} from '../../store/findings.ts'
import { Button } from '../../ui/Button.tsx'
import list from '../../ui/List.module.css'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { FindingRow } from './FindingRow.tsx'
import styles from './FindingsPane.module.css'
import { GroupRow } from './GroupRow.tsx'

const GROUP_PX = 28
const ROW_PX = 42

type Item =
  | { readonly kind: 'group'; readonly key: string; readonly group: FindingGroup }
  | { readonly kind: 'finding'; readonly one: NumberedFinding }

/** The findings that pass the filter, in groups, each under its name. */
export function FindingList() {
  const { t } = useTranslation()
  const groups = useWorkbenchState(findingGroups)
  const cursor = useWorkbenchState((state) => findingAtHand(state)?.number ?? null)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const scroller = useRef<HTMLDivElement>(null)
  const items = useMemo(() => itemsOf(groups, closed), [groups, closed])
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'group' ? GROUP_PX : ROW_PX),
    getItemKey: (index) => keyOf(items[index]!),
    overscan: 8,
  })
  const current = items.findIndex((item) => item.kind === 'finding' && item.one.number === cursor)
  useEffect(() => {
    if (current !== -1) rows.scrollToIndex(current)
  }, [current, rows])
  const toggle = (name: string): void => {
    const next = new Set(closed)
    if (!next.delete(name)) next.add(name)
    setClosed(next)
  }
  if (groups.length === 0) return <Nothing />
  return (
    <div ref={scroller} className={list.scroller} tabIndex={-1}>
      <ul
        className={list.sizer}
        style={{ height: rows.getTotalSize() }}
        aria-label={t('pane.findings')}
      >
        {rows.getVirtualItems().map(({ index, start, key }) => {
          const item = items[index]!
          if (item.kind === 'finding') {
            return <FindingRow key={key} one={item.one} top={start} isCurrent={index === current} />
          }
          return (
            <GroupRow
              key={key}
              group={item.group}
              top={start}
              isOpen={!closed.has(item.key)}
              onToggle={() => toggle(item.key)}
            />
          )
        })}
      </ul>
    </div>
  )
}

/** Says why the list is empty, and what to do. */
function Nothing() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const hasSome = useWorkbenchState(({ findings }) => findings.byNumber.size > 0)
  const isDone = useWorkbenchState(({ checking }) => checking.state === 'done')
  return (
    <div className={styles.empty}>
      <p>{t(hasSome ? 'findings.nonePass' : isDone ? 'findings.none' : 'findings.noneYet')}</p>
      {hasSome && (
        <Button onClick={() => store.setState({ findingFilter: ALL_FINDINGS })}>
          {t('findings.showAll')}
        </Button>
      )}
    </div>
  )
}

function itemsOf(groups: readonly FindingGroup[], closed: ReadonlySet<string>): readonly Item[] {
  return groups.flatMap((group): readonly Item[] => {
    const key = group.check ?? group.trackId ?? ''
    const head = { kind: 'group', key, group } as const
    if (closed.has(key)) return [head]
    return [head, ...group.findings.map((one) => ({ kind: 'finding', one }) as const)]
  })
}

function keyOf(item: Item): string {
  return item.kind === 'group' ? item.key : String(item.one.number)
}
