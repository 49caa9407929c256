import { type Setting, type SettingName, settingNames, settings } from './settings.ts';

const head = `# Every setting Zapis knows. Copy what you need into the environment; a value that is commented out is the default or an example.
# Secrets may also be given by file: NAME_FILE=/path/to/the/secret. \`npm start\` needs none of this.
`;

function entry(name: SettingName): string {
  const setting: Setting = settings[name];
  const parsed = setting.shape.safeParse(undefined);
  const standard =
    parsed.success && typeof parsed.data !== 'undefined' ? `${parsed.data as string | number}` : undefined;
  const needed = parsed.success ? '' : ' Needed.';
  const secret = setting.secret ? ' Secret.' : '';
  return `# ${setting.doc}${needed}${secret}\n#${name}=${standard ?? setting.example ?? ''}\n`;
}

/** `.env.example`, made from the table of settings; a test keeps the file equal to it. */
export const envExample = (): string => [head, ...settingNames.map(entry)].join('\n');
