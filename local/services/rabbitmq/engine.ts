import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, Launch, Place } from '../service.ts';

export type RabbitParts = {
  /** The server script itself, not the wrapper in /usr/sbin that insists on its own user. */
  readonly server: string;
  readonly epmd: string;
  /** In front of PATH, so that the script finds this erl. */
  readonly path?: string;
  readonly libraries?: string;
};

export function rabbitEngine(parts: RabbitParts, version: string, what: string): Engine {
  const dataKey = `rabbitmq-${version.split('.').slice(0, 2).join('.')}`;
  return { what, version, dataKey, launch: (place) => launch(parts, place) };
}

/**
 * The Erlang port mapper is a process of ours on a port of its own: the usual one outlives the broker, listens for
 * everybody and is shared by everything on the machine.
 */
function launch(parts: RabbitParts, place: Place): Launch {
  const { amqp, dist, epmd } = place.ports;
  mkdirSync(join(place.data, 'home'), { recursive: true });
  mkdirSync(join(place.data, 'log'), { recursive: true });
  writeFileSync(join(place.data, 'enabled_plugins'), '[].\n');
  writeFileSync(
    join(place.data, 'rabbitmq.conf'),
    'loopback_users.guest = true\nlog.console = true\nlog.file = false\n',
  );
  const env: NodeJS.ProcessEnv = {
    ...withoutRabbit(place.env),
    PATH: [parts.path, place.env['PATH'], '/usr/sbin', '/sbin'].filter(Boolean).join(':'),
    ...(parts.libraries === undefined ? {} : { LD_LIBRARY_PATH: parts.libraries }),
    HOME: join(place.data, 'home'),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmd),
    RABBITMQ_NODENAME: 'zapis@localhost',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(amqp),
    RABBITMQ_DIST_PORT: String(dist),
    RABBITMQ_MNESIA_BASE: join(place.data, 'mnesia'),
    RABBITMQ_LOG_BASE: join(place.data, 'log'),
    RABBITMQ_PID_FILE: join(place.data, 'rabbitmq.pid'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: join(place.data, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(place.data, 'advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(place.data, 'enabled_plugins'),
    // Distribution too listens on loopback only, and two schedulers are plenty beside everything else. Names of files are
    // UTF-8 in any locale: the broker keeps paths in its data, and in another locale would read them as other ones.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +fnu',
  };
  return {
    url: `amqp://guest:guest@127.0.0.1:${amqp}`,
    programs: [
      {
        name: 'epmd',
        command: parts.epmd,
        args: ['-address', '127.0.0.1', '-port', String(epmd)],
        env,
        graceMs: 2_000,
        // A broker that finds no epmd starts one of its own, which nobody would end.
        listensOn: epmd ?? 0,
      },
      { name: 'rabbitmq', command: parts.server, args: [], env, graceMs: 20_000 },
    ],
  };
}

const withoutRabbit = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(RABBITMQ|ERL)_/.test(name)));
