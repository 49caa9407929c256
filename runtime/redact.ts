// Secrets that travel inside texts: a bot token in a URL, a password in a connection string.
const botToken = /\b(bot)?\d{6,}:[A-Za-z0-9_-]{20,}/g;
const userInfo = /(\w+:\/\/)[^\s/@:]*(:[^\s/@]*)?@/g;

export const redact = (text: string): string =>
  text.replace(botToken, '$1<token>').replace(userInfo, '$1<user>@');
