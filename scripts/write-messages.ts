// Writes docs/messages.md; scripts/house/messages.test.ts fails when it is out of date.
import { writeFileSync } from 'node:fs';
import { messagesPage } from './messages-page.ts';

writeFileSync(new URL('../docs/messages.md', import.meta.url), messagesPage());
