/** Ends every `switch` on a union: a new member that nobody handles is a type error here. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
