import { catalogue, type Message } from '@trueline/annotation'
import { sqlStateOf } from './retry.ts'

/** What a store says that cannot store now, through no fault of who asks: to be tried again. */
const troubleTexts = catalogue({
  away: {
    en: 'The database does not answer: nothing is lost, it is tried again',
    zh: '数据库没有响应：数据不会丢失，将自动重试',
  },
  full: {
    en: 'The disk of the server is full: nothing is lost, it is tried again once there is room',
    zh: '服务器磁盘已满：数据不会丢失，腾出空间后将自动重试',
  },
})

/** Connections, "operator intervention" as a shutdown is, too many connections (PostgreSQL's appendix A). */
const AWAY_STATE = /^(08...|57P0[1235]|53300)$/
const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'])
/** What pg says itself, without a code. */
const AWAY_WORDS = /^(Connection terminated|timeout exceeded when trying to connect)/
const FULL_STATE = '53100'
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT'])

/** The trouble of a store that an error, or one it wraps, tells of; `null` for any other error. */
export function storeTrouble(error: unknown): Message | null {
  const state = sqlStateOf(error) ?? ''
  if (state === FULL_STATE) return troubleTexts.full
  if (AWAY_STATE.test(state)) return troubleTexts.away
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    if (FULL_CODES.has(code)) return troubleTexts.full
    if (AWAY_CODES.has(code) || AWAY_WORDS.test(cause.message)) return troubleTexts.away
  }
  return null
}
