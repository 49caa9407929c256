import type { Page } from 'playwright-core';
import type { useBrowser } from '../../../support/browser.ts';
import type { House } from '../../../support/house.ts';

/** What the chapters of one file share: a house is dear to start. */
export type Stage = { readonly house: () => House; readonly browser: ReturnType<typeof useBrowser> };

export const pressed = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();
export const linked = (page: Page, name: string) =>
  page.getByRole('link', { name, exact: true }).first().click();
export const typed = (page: Page, label: string, text: string) =>
  page.getByLabel(label, { exact: true }).fill(text);
export const seen = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
export const at = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);
