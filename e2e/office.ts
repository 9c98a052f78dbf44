/** Somebody with an account, as pipelines and tests call the server for them. */
export type Employee = {
  readonly name: string
  readonly email: string
  readonly headers: { readonly cookie: string }
  readonly ask: (procedure: string, input: object) => Promise<unknown>
  readonly change: (procedure: string, input: object) => Promise<unknown>
}

/** What everybody of an office signs in with. */
export const PASSWORD = 'correct horse battery'

/** Makes the first owner of a server that nobody owns yet. */
export function foundOffice(url: string): Promise<Employee> {
  const account = { name: 'Olga', email: 'olga@office.example', password: PASSWORD }
  return employed(url, '/session/first', { ...account, organisation: 'Office' })
}

/** Has the owner invite somebody, who takes it. */
export async function hire(
  url: string,
  owner: Employee,
  { name, role }: { readonly name: string; readonly role: string },
): Promise<Employee> {
  const { key } = (await owner.change('people.invite', { role, note: name })) as { key: string }
  const email = `${name.toLowerCase()}@office.example`
  const account = { name, email, password: PASSWORD }
  return { ...(await employed(url, '/session/invitation', { key, account })), name, email }
}

async function employed(url: string, path: string, body: object): Promise<Employee> {
  const answer = await post(`${url}${path}`, body)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const headers = { cookie }
  const { name, email } = body as { name: string; email: string }
  return {
    ...{ name, email, headers },
    ask: async (procedure, input) => {
      const query = encodeURIComponent(JSON.stringify(input))
      return dataOf(await fetch(`${url}/trpc/${procedure}?input=${query}`, { headers }))
    },
    change: async (procedure, input) =>
      dataOf(await post(`${url}/trpc/${procedure}`, input, headers)),
  }
}

async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}: ${await answer.text()}`)
  return answer
}

async function dataOf(answer: Response): Promise<unknown> {
  const { result } = (await answer.json()) as { readonly result: { readonly data: unknown } }
  return result.data
}
