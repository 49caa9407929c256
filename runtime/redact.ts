// Secrets that travel inside texts: a bot token in a URL, a password in a connection string.
const botToken = /\b(bot)?\d+:[A-Za-z0-9_-]{20,}/g;
/** Up to the last @: a password may hold an @ or a slash. */
const userInfo = /(\w+:\/\/)[^\s,]*@/g;

export const redact = (text: string): string =>
  text.replace(botToken, '$1<token>').replace(userInfo, '$1<user>@');
