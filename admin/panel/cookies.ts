import type { Request, Response } from 'express';

const names = {
  session: 'zapis_session',
  lang: 'zapis_lang',
  flash: 'zapis_flash',
  visit: 'zapis_visit',
  said: 'zapis_said',
} as const;
type Name = keyof typeof names;

/** What a person’s own page keeps goes nowhere else. */
const paths: Partial<Record<Name, string>> = { visit: '/me', said: '/me' };

const yearMs = 365 * 24 * 60 * 60_000;
/** Long enough for the next page; gone when it was shown. */
const flashMs = 60_000;

export function cookieOf(request: Request, name: Name): string | undefined {
  const wanted = `${names[name]}=`;
  const found = (request.get('cookie') ?? '')
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(wanted));
  const value = found?.slice(wanted.length);
  return value === undefined || value === '' ? undefined : value;
}

/** Values are ours: tokens, codes and keys. Nothing that was typed comes into a cookie. */
export function setCookie(
  response: Response,
  name: Name,
  value: string | null,
  { secure, maxAge }: { readonly secure: boolean; readonly maxAge: number },
): void {
  const options = { httpOnly: true, sameSite: 'lax', secure, path: paths[name] ?? '/' } as const;
  if (value === null) response.clearCookie(names[name], options);
  else response.cookie(names[name], value, { ...options, maxAge });
}

export const ages = { lang: yearMs, flash: flashMs } as const;
