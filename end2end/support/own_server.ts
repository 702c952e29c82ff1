// A server with data of its own, for tests that must not disturb the others.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A running server and the way to end it. */
export interface OwnServer {
  base: string;
  stop: () => void;
}

/** Writes a file's cells as CSV. */
function csv(rows: string[][]): string {
  return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n') + '\n';
}

/** Starts a server whose database holds the bundled data and these bodies and facts. */
export async function startServer(bodies: string[][], facts: string[][]): Promise<OwnServer> {
  const binary = process.env.DIGITALSTAND_BINARY;
  if (!binary) throw new Error('DIGITALSTAND_BINARY must name the built program; `cargo xtask test` sets it');
  const folder = mkdtempSync(join(tmpdir(), 'digitalstand-own-'));
  const env = {
    ...process.env,
    DATABASE_URL: `sqlite:${join(folder, 'own.sqlite')}`,
    DIGITALSTAND_LISTEN: '127.0.0.1:0',
  };
  for (const [what, rows] of [['bodies', bodies], ['facts', facts]] as const) {
    const file = join(folder, `${what}.csv`);
    writeFileSync(file, csv(rows));
    execFileSync(binary, ['import', what, file], { env, stdio: 'pipe' });
  }
  const server = spawn(binary, ['serve'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const base = await address(server);
  return {
    base,
    stop: () => {
      server.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address that a starting server prints. */
function address(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/[\d.:]+/.exec(said);
      if (found) resolve(found[0]);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}
