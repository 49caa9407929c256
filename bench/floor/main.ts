import { floorBot } from './bot.ts';
import { floorWorker } from './worker.ts';

// One of the floor's two processes, a bot or a worker: node bench/floor/main.ts bot|worker ADDRESS NAMESPACE [BOT_URL]
const [, , what, address = '', namespace = '', bot = ''] = process.argv;
process.on('disconnect', () => process.exit(0));

if (what === 'bot') {
  process.send?.({ port: await floorBot(address, namespace) });
} else {
  const worker = await floorWorker(address, namespace, bot);
  process.send?.({ port: 0 });
  await worker.run();
}
