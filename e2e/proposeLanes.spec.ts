import { expect, test } from './fixtures.ts'
import { storedRecords } from './storedRecords.ts'

test.setTimeout(600_000)

test('the model proposes the road along the drive as one edit, once, and one undo takes it back', async ({
  workbench,
  server,
  street,
}) => {
  const { page, keys, saved } = workbench
  const records = () => storedRecords(server.url, street.clipId)
  const before = await records()
  const propose = async (): Promise<void> => {
    await keys('Control+k')
    const palette = page.getByRole('dialog', { name: 'All commands' })
    await palette.getByRole('combobox').fill('Propose lanes')
    await keys('Enter')
    await expect(palette).toBeHidden()
  }

  await propose()
  await expect(page.getByText(/lanes? and \d+ lines proposed, on /)).toBeVisible({
    timeout: 240_000,
  })
  await saved()
  const road = [...(await records()).values()].filter(
    ({ kind }) => kind === 'lane' || kind === 'mapElement' || kind === 'link',
  )
  expect(road.filter(({ kind }) => kind === 'lane').length).toBeGreaterThan(1)
  for (const record of road) {
    expect(record).toMatchObject({ provenance: 'model', state: 'proposed' })
  }

  await propose()
  await expect(page.getByText('The model found nothing that is not there already.')).toBeVisible({
    timeout: 240_000,
  })

  await keys('Control+z')
  await saved()
  expect(await records()).toEqual(before)
})
