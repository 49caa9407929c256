import { createHash } from 'node:crypto';

/** What its publisher calls a message; one without a name is known by its content. */
export const messageIdOf = ({
  messageId,
  body,
}: {
  readonly messageId: string | undefined;
  readonly body: Buffer;
}): string => messageId ?? createHash('sha256').update(body).digest('hex');
