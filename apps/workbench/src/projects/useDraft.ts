import { useState } from 'react'
import { messageOf } from '../messageOf.ts'
import { isSameValue } from '../store/sameValue.ts'
import { askForFile } from '../ui/askForFile.ts'

/** What is agreed on, as it is being changed: it holds once it is kept. */
export type Draft<Value> = {
  readonly value: Value
  readonly kept: Value
  readonly isKept: boolean
  readonly change: (value: Value) => void
  /** Takes the value of a JSON file that a person chooses. */
  readonly open: () => Promise<void>
  /** Why the file that was chosen last was not taken; `null` where it was. */
  readonly refused: string | null
}

/**
 * A draft of what is kept, until the component is made anew.
 *
 * @param read The value in the text of a file; throws where it holds none.
 */
export function useDraft<Value>(kept: Value, read: (text: string) => Value): Draft<Value> {
  const [value, change] = useState(kept)
  const [refused, setRefused] = useState<string | null>(null)
  const open = async (): Promise<void> => {
    const chosen = await askForFile(['.json'])
    if (chosen === null) return
    try {
      change(read(await chosen.text()))
      setRefused(null)
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return { value, kept, isKept: isSameValue(value, kept), change, open, refused }
}
