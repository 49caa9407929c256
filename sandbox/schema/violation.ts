/** Something that went over the wire and is not in the description of the Bot API. */
export type Violation = {
  where: 'request' | 'answer' | 'update';
  method: string;
  problem: string;
  value: unknown;
};
