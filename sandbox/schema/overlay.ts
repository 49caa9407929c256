/** What Telegram says or takes and the package of types leaves out, with the Bot API version it belongs to. */
export type Addition = {
  /** A property of the generated `Wire`, or the name of a definition. */
  to: string;
  field: string;
  schema: Record<string, unknown>;
  botApi: string;
  because: string;
};

export const additions: readonly Addition[] = [];
