// Ids travel in buttons as 16 characters of base64url instead of 24 of hex: Telegram allows 64 bytes.

export const toBase64 = (hex: string): string =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const toHex = (text: string): string | undefined =>
  /^[\w-]{16}$/.test(text) ? hexOf(text) : undefined;

/** So many of these characters carry eight of hex, the end of an id. */
export const markLength = 6;

export const toMark = (text: string): string | undefined =>
  /^[\w-]{5}[AQgw]$/.test(text) ? hexOf(text) : undefined;

const hexOf = (text: string): string => {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Array.from(bytes, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
};
