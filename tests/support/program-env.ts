const passedOn = ['PATH', 'NODE_COMPILE_CACHE'] as const;

/** All that a program under test sees of the environment the tests run in. */
export const programEnv: Readonly<Record<string, string>> = Object.fromEntries(
  passedOn.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
