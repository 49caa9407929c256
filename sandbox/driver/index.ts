export { createTelegram, type Telegram, type TelegramOptions } from '../telegram.ts';
export { fakeClock, type FakeClock, realClock } from '../clock.ts';
export type { Fault, FaultInput } from '../state/faults.ts';
export { createChecks } from '../schema/checks.ts';
export { ChatView } from './chat.ts';
export { SandboxPerson, type Tapped, type Where } from './person.ts';
export { Sandbox } from './sandbox.ts';
export { startSandbox, type StartedSandbox } from './start.ts';
export type { Answer, Log, ShownMessage } from './types.ts';
