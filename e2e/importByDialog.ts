import { expect, type Page } from '@playwright/test'

/** Chooses a folder in the open import dialog, looks through the report, imports and opens the clip. */
export async function importByDialog(
  page: Page,
  folder: string,
  { boxes }: { readonly boxes: number },
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Import' })
  await dialog.getByTestId('importFolder').setInputFiles(folder)
  const slowly = { timeout: 120_000 }
  await expect(dialog.getByText(`${boxes} boxes`)).toBeVisible(slowly)
  await expect(dialog.getByText('Nothing is left out.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  const open = dialog.getByRole('button', { name: 'Open the clip' })
  await expect(open).toBeVisible(slowly)
  await open.click()
}
