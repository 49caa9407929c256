// `npm start`: everything, on this machine, from nothing.
import { enter } from './bootstrap/enter.mjs';

await enter('dist/cli/main.js', ['start', ...process.argv.slice(2)]);
