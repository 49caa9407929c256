/** Telegram's ids have at most 52 bits. */
export function readAccount(text: string | undefined): number | undefined {
  const id = /^\d{1,16}$/.test(text ?? '') ? Number(text) : 0;
  return id > 0 && id < 2 ** 52 ? id : undefined;
}

/** Without its @. */
export function readUsername(text: string): string | undefined {
  const name = text.replace(/^(?:@|(?:https?:\/\/)?t\.me\/)/, '');
  return /^[A-Za-z]\w{3,31}$/.test(name) ? name : undefined;
}

const leastDigits = 10;
const mostDigits = 15;

/** Digits after a plus. Ten of them, or eleven that begin with 8, are a Russian number. */
export function readPhone(text: string): string | undefined {
  if (!/^[+\d][\d\s().-]*$/.test(text)) return undefined;
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < leastDigits || digits.length > mostDigits) return undefined;
  if (text.startsWith('+')) return `+${digits}`;
  if (digits.length === leastDigits) return `+7${digits}`;
  return digits.length === leastDigits + 1 && digits.startsWith('8') ? `+7${digits.slice(1)}` : `+${digits}`;
}
