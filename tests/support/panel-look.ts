import type { Page } from 'playwright-core';
import { catalogue } from '../../core/i18n/catalogue.ts';
import type { Lang } from '../../core/i18n/lang.ts';
import { barriers } from './browser.ts';

const widths = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
export type Look = {
  readonly size: keyof typeof widths;
  readonly scheme: 'light' | 'dark';
  readonly lang: Lang;
  readonly axe: boolean;
};

type Seen = {
  readonly sticksOut: number;
  readonly widest: string;
  readonly burst: readonly string[];
  readonly title: string;
  readonly heads: number;
  readonly text: string;
  readonly unmarked: readonly string[];
  readonly jumps: number;
};

/** Runs in the page. Focus that a script moves is shown as focus from the keyboard if that was used last. */
const see = `(() => {
  const root = document.documentElement;
  const sticksOut = root.scrollWidth - root.clientWidth;
  const within = (one) => (one.closest('tr, .card, main') ?? root).getBoundingClientRect().right;
  const burst = [...document.querySelectorAll('td *, dd *, .card p, .card h2, .card label, .badge, button, .button')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > within(one) + 1)
    .map((one) => one.outerHTML.slice(0, 120));
  const widest = [...document.querySelectorAll('main *')]
    .find((one) => one.getBoundingClientRect().right > root.clientWidth + 1)?.outerHTML.slice(0, 120) ?? '';
  const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => !one.disabled && one.checkVisibility());
  const unmarked = stops.filter((one) => {
    one.focus({ preventScroll: true });
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return document.activeElement !== one || outlineStyle === 'none' || parseFloat(outlineWidth) < 2;
  }).map((one) => one.outerHTML.slice(0, 120));
  document.activeElement?.blur();
  return {
    sticksOut, widest, burst, unmarked,
    title: document.title,
    heads: document.querySelectorAll('h1').length,
    text: document.body.innerText,
    jumps: document.querySelectorAll('[tabindex]:not([tabindex="0"], [tabindex="-1"])').length,
  };
})()`;

const keys = new Set(Object.keys(catalogue.en));
const rawKeys = (text: string): string[] =>
  (text.match(/[a-z_]+(?:\.[a-z_]+)+/g) ?? []).filter((word) => keys.has(word));

/** What is wrong with the page that is open, at this size and in these colours; barriers are dear to look for. */
export async function faultsOf(page: Page, { size, scheme, lang, axe }: Look): Promise<string[]> {
  await page.setViewportSize(widths[size]);
  await page.emulateMedia({ colorScheme: scheme });
  await page.keyboard.press('Tab');
  const seen = await page.evaluate<Seen>(see);
  const foreign = lang === 'en' ? (seen.text.replaceAll('Русский', '').match(/[А-я][^\n]*/) ?? []) : [];
  const faults = [
    ...(seen.sticksOut > 0 ? [`sticks out by ${seen.sticksOut} px: ${seen.widest}`] : []),
    ...seen.burst.map((one) => `it does not fit into its card: ${one}`),
    ...(/^\S.* · Zapis$/.test(seen.title) ? [] : [`its title is "${seen.title}"`]),
    ...(seen.heads === 1 ? [] : [`it has ${seen.heads} h1`]),
    ...(seen.jumps === 0 ? [] : ['the keyboard does not go in the order of the page']),
    ...seen.unmarked.map((one) => `focus is not seen on ${one}`),
    ...rawKeys(seen.text).map((key) => `a text’s key is shown: ${key}`),
    ...foreign.map((text) => `in Russian: ${text}`),
    ...(axe ? await barriers(page) : []),
  ];
  return faults.map((fault) => `${new URL(page.url()).pathname} ${lang} ${size} ${scheme}: ${fault}`);
}
