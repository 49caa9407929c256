import { createChecks } from '../schema/checks.ts';
import { createTelegram, type Telegram, type TelegramOptions } from '../telegram.ts';
import { Sandbox } from './sandbox.ts';

export type StartedSandbox = {
  telegram: Telegram;
  sandbox: Sandbox;
  url: string;
  /** Ends it, and fails when anything outside the Bot API's description went over the wire. */
  close(): Promise<void>;
};

/** A listening emulator with a driver. `validate` holds every request, answer and update against the schemas. */
export async function startSandbox(
  options: TelegramOptions & { validate?: boolean } = {},
): Promise<StartedSandbox> {
  const { validate = false, ...rest } = options;
  const telegram = createTelegram({ ...rest, ...(validate && { checks: await createChecks() }) });
  const url = await telegram.listen();
  const sandbox = new Sandbox(telegram);
  return {
    telegram,
    sandbox,
    url,
    async close() {
      const violations = await sandbox.violations();
      await telegram.close();
      if (violations.length > 0)
        throw new Error(`Not in the description of the Bot API:\n${[...new Set(violations)].join('\n')}`);
    },
  };
}
