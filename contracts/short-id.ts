// Ids travel in buttons as 16 characters of base64url instead of 24 of hex: Telegram allows 64 bytes.

export const toBase64 = (hex: string): string =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))))
    .replaceAll('+', '-')
    .replaceAll('/', '_');

export const toHex = (text: string): string | undefined => {
  if (!/^[\w-]{16}$/.test(text)) return undefined;
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Array.from(bytes, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
};
