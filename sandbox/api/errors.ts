/** A refusal as Telegram words it. The HTTP status equals the code. */
export class ApiError extends Error {
  readonly code: number;
  readonly description: string;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(
    code: number,
    description: string,
    parameters?: { retry_after?: number; migrate_to_chat_id?: number },
  ) {
    super(description);
    this.code = code;
    this.description = description;
    this.parameters = parameters;
  }
}

/** 400 with Telegram's habit of lower-casing the first letter unless the text is a SCREAMING_CODE. */
export function badRequest(text: string): ApiError {
  const second = text.charAt(1);
  const isCode = second === '_' || (second >= 'A' && second <= 'Z');
  const told = isCode ? text : text.charAt(0).toLowerCase() + text.slice(1);
  return new ApiError(400, `Bad Request: ${told}`);
}

export const forbidden = (text: string) => new ApiError(403, `Forbidden: ${text}`);

export const tooMany = (retryAfter: number) =>
  new ApiError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });

export const notModified = () =>
  badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );

export const queryTooOld = () =>
  badRequest('query is too old and response timeout expired or query ID is invalid');
