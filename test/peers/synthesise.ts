import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const APPS = [path.join(__dirname, '..', '..', 'examples'), path.join(__dirname, 'apps')];

/** What the apps make of one version of the peers. */
export interface Synthesised {
  /** The version of aws-cdk-lib. */
  readonly version: string;
  /** The text of each template, by the name of the app's file and of the stack. */
  readonly templates: Readonly<Record<string, string>>;
  /** What CDK's own validation of the templates found, where it is on. */
  readonly violations: readonly unknown[];
}

/** Runs every example, and the apps beside this file, in this process: on the peers that it has. */
export function synthesise(): Synthesised {
  const folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-peers-'));
  const templates: Record<string, string> = {};
  const violations: unknown[] = [];
  try {
    for (const app of APPS.flatMap((apps) => readdirSync(apps).map((file) => path.join(apps, file)))) {
      const outdir = path.join(folder, path.basename(app, '.ts'));
      // With this folder an app synthesises itself when its process is about to end.
      process.env.CDK_OUTDIR = outdir;
      require(app);
      process.emit('beforeExit', 0);
      for (const file of readdirSync(outdir)) {
        const text = () => readFileSync(path.join(outdir, file), 'utf8');
        if (file.endsWith('.template.json')) templates[`${path.basename(app)} ${file}`] = text();
        if (file === 'validation-report.json') violations.push(...violationsIn(JSON.parse(text())));
      }
    }
  } finally {
    delete process.env.CDK_OUTDIR;
    rmSync(folder, { recursive: true });
  }
  return { version: require('aws-cdk-lib/package.json').version, templates, violations };
}

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly unknown[] }[];
}

function violationsIn({ pluginReports }: Report): unknown[] {
  return pluginReports.flatMap(({ violations }) => violations);
}

if (require.main === module) {
  process.stdout.write(JSON.stringify(synthesise()));
}
