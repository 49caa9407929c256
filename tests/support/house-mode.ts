/** Other ways to run the whole product than one process of each role that polls Telegram. */
export const houseModes = {
  webhook: { webhook: true },
  replicas: { replicas: 2 },
  'two-bots': { bots: 2 },
  'no-redis': { redis: false },
} as const;

type Mode = keyof typeof houseModes;
type ModeOptions = {
  readonly webhook?: boolean;
  readonly replicas?: number;
  readonly bots?: number;
  readonly redis?: boolean;
};

const isMode = (name: string): name is Mode => Object.hasOwn(houseModes, name);

/** ZAPIS_TEST_HOUSE: how a house is built that does not say it itself; names, with commas between them. */
export function houseMode(named = process.env['ZAPIS_TEST_HOUSE'] ?? ''): ModeOptions {
  let options: ModeOptions = {};
  for (const name of named.split(',').filter((one) => one !== '')) {
    if (!isMode(name))
      throw new Error(`ZAPIS_TEST_HOUSE: ${name} is not among ${Object.keys(houseModes).join(', ')}`);
    options = { ...options, ...houseModes[name] };
  }
  return options;
}
