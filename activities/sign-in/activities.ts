import { randomInt } from 'node:crypto';
import type { SignInInput, SignInResult } from '../../contracts/workflows/sign-in.ts';
import { signInCodeMessage } from '../../core/messages/person/short.ts';
import { codeDigits } from '../../core/staff/codes.ts';
import { notDone, waitFailure } from '../messaging/failures.ts';
import type { MessagingDeps } from '../messaging/ports.ts';
import { rendered } from '../rendering/render.ts';
import type { CodeStore } from './ports.ts';

export type SignInActivityDeps = {
  readonly codes: CodeStore;
  /** The real clock: codes are no part of the sandbox's story. */
  readonly realNow: () => number;
};
type Deps = SignInActivityDeps & { readonly messaging: Pick<MessagingDeps, 'messenger' | 'patience'> };

export const createSignInActivities = ({ codes, realNow, messaging }: Deps) => ({
  /** Made, hashed and sent in here, so that it stands in no history. Done again it is another code; the last one counts. */
  async sendSignInCode({ attempt }: SignInInput): Promise<SignInResult> {
    const to = await codes.addressee(attempt, realNow());
    if (!to) return { v: 1, sent: 'nobody' };
    const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
    await codes.keep(attempt, code, realNow());
    const message = rendered(signInCodeMessage(code, to.lang));
    const sent = await messaging.messenger.send(to.telegram_id, message, 'person', messaging.patience());
    if (sent.kind === 'ok') return { v: 1, sent: 'sent' };
    if (sent.kind === 'blocked') return { v: 1, sent: 'unreachable' };
    throw sent.kind === 'wait' ? waitFailure(sent.ms) : notDone(sent);
  },
});

export type SignInActivities = ReturnType<typeof createSignInActivities>;
