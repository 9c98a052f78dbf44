import { once } from 'node:events'
import { join } from 'node:path'
import { LOG_LEVELS, type ServeOptions, serve } from '@trueline/server'
import { type Command, Option } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { dataDirOf, ROOT } from '../dataDir.ts'
import { dataOption, jsonOption, wholeNumber } from '../options.ts'

type Options = {
  readonly port: number
  readonly host: string
  readonly demo: boolean
  readonly data?: string
}

const DEFAULT_PORT = 4173
/** Longer than a server takes to finish what was begun. */
const CLOSE_MS = 20_000
const parsePort = wholeNumber(0, 65_535)

/** Adds `serve`: the server, until it is told to stop. */
export function addServeCommand(program: Command, answering: Answering): void {
  program
    .command('serve')
    .description('Serve the clips of a data folder and the workbench.')
    .addOption(
      new Option('--port <n>', 'the port; 0 for any that is free')
        .env('PORT')
        .default(DEFAULT_PORT)
        // A variable that is set to nothing is not set.
        .argParser((text) => (text === '' ? DEFAULT_PORT : parsePort(text))),
    )
    .option('--host <name>', 'the interface to listen on', 'localhost')
    .option('--no-demo', 'make no demo clip where there are no clips')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((options: Options) => answering(() => serveClips(options)))
}

async function serveClips({ port, host, demo, data }: Options): Promise<Answer> {
  const dataDir = dataDirOf(data)
  // Told to stop while it starts, it stops once it has started.
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const serving = await serve({
    ...{ dataDir, port, host, withDemo: demo },
    databaseUrl: process.env.DATABASE_URL || null,
    ...signInFrom(process.env),
    logLevel: LOG_LEVELS.find((level) => level === process.env.TRUELINE_LOG) ?? null,
    workbenchDir: join(ROOT, 'apps', 'workbench', 'dist'),
  })
  return {
    json: { url: serving.url, dataDir },
    text: serving.url,
    exit: EXIT.done,
    afterwards: async () => {
      await stopped
      console.error('trueline: closing …')
      // An engine that hangs keeps nobody waiting: what was acknowledged is on the disk.
      const late = setTimeout(() => {
        console.error(`trueline: not closed after ${CLOSE_MS / 1000} s, ended as it is`)
        process.exit(EXIT.nothing)
      }, CLOSE_MS)
      await serving.close()
      clearTimeout(late)
    },
  }
}

/** How people sign in, which only the environment tells, as it holds secrets. */
function signInFrom(env: NodeJS.ProcessEnv): Pick<ServeOptions, 'publicUrl' | 'owner' | 'company'> {
  const { TRUELINE_OWNER_EMAIL: email, TRUELINE_OWNER_PASSWORD: password } = env
  const { TRUELINE_OIDC_ISSUER: issuer, TRUELINE_OIDC_CLIENT_ID: clientId } = env
  const clientSecret = env.TRUELINE_OIDC_CLIENT_SECRET
  return {
    publicUrl: env.TRUELINE_PUBLIC_URL || null,
    owner: email && password ? { email, password } : null,
    company: issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null,
  }
}
