import type { Json } from '@trueline/annotation'
import { IDENTITY_POSE } from '@trueline/geometry'
import type { Codec } from '../codec.ts'
import { listAt } from '../jsonAt.ts'
import type { LabelDialect } from './labelDialect.ts'
import { labelTexts as say } from './labelTexts.ts'
import { labelFiles, readLabels } from './readLabels.ts'
import { writeLabels } from './writeLabels.ts'

/** What most dialects have. */
export const PLAIN: Pick<
  LabelDialect,
  | 'lidarFromSource'
  | 'contextOf'
  | 'list'
  | 'finish'
  | 'posesIn'
  | 'camerasIn'
  | 'completed'
  | 'freshId'
  | 'space'
  | 'container'
  | 'hasCategory'
> = {
  space: 'lidar',
  container: null,
  hasCategory: () => true,
  lidarFromSource: IDENTITY_POSE,
  list: {
    read: (value, place) => listAt(value, place),
    write: (items): Json => items,
  },
  contextOf: () => null,
  finish: (document) => document,
  posesIn: () => Promise.resolve([]),
  camerasIn: () => Promise.resolve([]),
  completed: (_, document) => Promise.resolve(document),
  freshId: (_, number) => String(number),
}

/** The codec of a dialect. */
export function labelCodec(dialect: LabelDialect): Codec {
  return {
    id: dialect.id,
    title: dialect.title,
    reads: dialect.reads,
    writes: dialect.writes,
    limits: dialect.limits,
    sniff: async (tree) => {
      const [file] = await labelFiles(tree, dialect, 1)
      return file === undefined
        ? { score: 0, why: say.none }
        : { score: 0.9, why: say.holds({ file }) }
    },
    read: (tree, options) => readLabels(tree, { dialect, options }),
    write: (source) => writeLabels(source, dialect),
  }
}
