/** What the package of types leaves out or draws too narrowly, with the Bot API version it was checked with. */
export type Addition = {
  /** A property of the generated `Wire`, or the name of a definition. */
  to: string;
  /** The field to add; null puts the schema in the place of the whole. */
  field: string | null;
  schema: Record<string, unknown>;
  botApi: string;
  because: string;
};

export const additions: readonly Addition[] = [
  {
    to: 'editMessageCaption_result',
    field: null,
    schema: { anyOf: [{ $ref: '#/definitions/Message' }, { const: true }] },
    botApi: '10.3',
    because: 'the type names only what all captioned messages share, so a closed schema refuses their media',
  },
];
