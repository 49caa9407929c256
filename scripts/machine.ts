import { arch, availableParallelism, totalmem } from 'node:os';

const gib = 1024 ** 3;

/** What a figure was measured on. */
export const machine = (): string =>
  `${availableParallelism()} cores, ${Math.round(totalmem() / gib)} GiB, ${arch()}, Node ${process.versions.node}`;
