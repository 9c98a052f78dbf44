import type { ClipId } from '@trueline/annotation'
import type { Answer, Client } from '../wire.ts'

/** What is known of labels that those who label are not told. */
export type QualityOverview = Answer<Client['quality']['overview']>

/** What became of hidden checks in a clip that was handed on. */
export type KnownOfClip = Answer<Client['quality']['known']>[number]

/** What the workbench asks of its server about what is known of labels. */
export type QualityServer = {
  readonly readOverview: () => Promise<QualityOverview>
  readonly readKnown: () => Promise<readonly KnownOfClip[]>
  /** Keeps the labels another clip has in a stretch as what is true there. */
  readonly keepReference: (asked: {
    readonly clipId: ClipId
    readonly fromClipId: ClipId
    readonly firstFrame: number
    readonly lastFrame: number
  }) => Promise<void>
  readonly dropReference: (clipId: ClipId) => Promise<void>
  /** Has the stretch of a task labelled once more, by somebody else. */
  readonly makeDouble: (taskId: string) => Promise<void>
}
