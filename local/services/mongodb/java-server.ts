import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheEntry } from '../../cache/entry.ts';
import { lastWord } from '../../cache/tool.ts';
import { which } from '../../host.ts';
import type { Bench, Candidate } from '../service.ts';
import { mongoEngine } from './engine.ts';

const version = '1.47.0';

const pom = `<project><modelVersion>4.0.0</modelVersion>
<groupId>zapis</groupId><artifactId>embedded-mongo</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency>
  <groupId>de.bwaldvogel</groupId><artifactId>mongo-java-server-h2-backend</artifactId><version>${version}</version>
</dependency></dependencies></project>
`;

/**
 * The library has no command of its own that takes a port. It calls itself 5.0 with the wire version of 4.2, which the
 * driver no longer talks to: it is given 5.0's, and the race gate is the judge of whether that holds. Acknowledged
 * writes reach the file within 20 ms: a crash may lose the last ones, hence its place at the end of the list.
 */
const main = `import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;
import org.h2.mvstore.MVStore;
public final class EmbeddedMongo {
  public static void main(String[] args) throws Exception {
    MVStore store = new MVStore.Builder().fileName(args[0]).open();
    store.setAutoCommitDelay(20);
    MongoVersion version = new MongoVersion() {
      public List<Integer> getVersionArray() { return List.of(5, 0, 0); }
      public int getWireVersion() { return 13; }
    };
    MongoServer server = new MongoServer(new H2Backend(store).version(version));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind("127.0.0.1", Integer.parseInt(args[1]));
    Thread.currentThread().join();
  }
}
`;

export const javaServer: Candidate = {
  id: 'java-server',
  prepare: async (bench) => {
    const java = which('java', bench.env);
    if (java === undefined) return { ok: false, why: 'no java on PATH' };
    const entry = await cacheEntry({
      ...bench,
      name: `mongo-java-server-${version}`,
      build: (folder) => build(bench, folder),
      verify: async (folder) => {
        const started = await bench.run(java, ['-cp', classPath(folder), 'EmbeddedMongo'], {
          limitMs: 30_000,
        });
        // Without arguments it gets as far as reading them, and no further.
        return started.output.includes('ArrayIndexOutOfBounds')
          ? { ok: true, version }
          : { ok: false, why: `mongo-java-server does not run here: ${lastWord(started)}` };
      },
    });
    if (!entry.ok) return entry;
    const about = { what: 'mongo-java-server (Maven)', version, dataKey: `mongo-java-server-${version}` };
    return {
      ok: true,
      engine: mongoEngine(about, (place, port) => ({
        command: java,
        args: [
          '-Xmx512m',
          '-cp',
          classPath(entry.folder),
          'EmbeddedMongo',
          join(place.data, 'db.mv'),
          String(port),
        ],
      })),
    };
  },
};

const classPath = (folder: string): string => `${join(folder, 'lib', '*')}:${join(folder, 'classes')}`;

async function build(bench: Bench, folder: string): Promise<{ ok: true } | { ok: false; why: string }> {
  const maven = which('mvn', bench.env);
  const javac = which('javac', bench.env);
  if (maven === undefined || javac === undefined) return { ok: false, why: 'no mvn and javac on PATH' };
  bench.say(`fetching mongo-java-server ${version} from Maven Central`);
  mkdirSync(join(folder, 'classes'), { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), pom);
  writeFileSync(join(folder, 'EmbeddedMongo.java'), main);
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`];
  const fetched = await bench.run(maven, ['-q', '-B', ...goal], { cwd: folder, limitMs: 10 * 60_000 });
  if (!fetched.ok) return { ok: false, why: `mvn failed: ${lastWord(fetched)}` };
  const source = join(folder, 'EmbeddedMongo.java');
  const compile = ['-cp', join(folder, 'lib', '*'), '-d', join(folder, 'classes'), source];
  const compiled = await bench.run(javac, compile, { limitMs: 120_000 });
  return compiled.ok ? { ok: true } : { ok: false, why: `javac failed: ${lastWord(compiled)}` };
}
