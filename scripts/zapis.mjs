#!/usr/bin/env node
// The `zapis` command: `npx zapis status`, `npx zapis role worker`, …
import { enter } from './bootstrap/enter.mjs';

await enter('dist/cli/main.js', process.argv.slice(2));
