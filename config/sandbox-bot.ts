/** The bot Zapis is while it talks to the sandbox. Its token opens nothing anywhere else; production refuses it. */
export const sandboxBot = {
  token: '4200000001:this-token-opens-the-sandbox-only',
  username: 'zapis_bot',
  name: 'Zapis',
} as const;
