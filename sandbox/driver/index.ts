export { type FakeClock, fakeClock, realClock } from '../clock.ts';
export { createChecks } from '../schema/checks.ts';
export type { Fault, FaultInput } from '../state/faults.ts';
export { createTelegram, type Telegram, type TelegramOptions } from '../telegram.ts';
export { ChatView } from './chat.ts';
export { SandboxPerson, type Tapped, type Where } from './person.ts';
export { Sandbox } from './sandbox.ts';
export { type StartedSandbox, startSandbox } from './start.ts';
export type { Answer, Log, ShownMessage } from './types.ts';
