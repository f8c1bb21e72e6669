/**
 * `npm run mutate`: takes each rule of security out of a copy of the sources, one at a time, and looks whether
 * the tests notice. Prints what they did not, and how many of how many; ends with 1 below 95 of 100.
 *
 * `npm run mutate -- 7 18` does so for these rules only. Some seconds a mutant: not for CI.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../root/index.js';
import { mutants, type Mutant } from './mutants.js';

const WANTED = 0.95;
const MAX_OUTPUT = 2 ** 30;

async function main(rules: readonly number[]): Promise<number> {
  const chosen = mutants.filter(({ rule }) => rules.length === 0 || rules.includes(rule));
  const copy = mkdtempSync(join(tmpdir(), 'xec-mutants-'));
  try {
    copySources(copy);
    if (!(await passes(copy))) {
      console.error('the tests fail without any change: mend them first');
      return 2;
    }
    let noticed = 0;
    for (const mutant of chosen) {
      const isNoticed = await tryOut(copy, mutant);
      if (isNoticed) noticed += 1;
      console.log(`${isNoticed ? 'noticed' : 'MISSED '} ${text(mutant)}`);
    }
    console.log(`${String(noticed)} of ${String(chosen.length)} noticed`);
    return noticed >= chosen.length * WANTED ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What git knows and would know, as it stands here, beside the libraries. */
function copySources(copy: string): void {
  const at = { cwd: projectRoot, maxBuffer: MAX_OUTPUT };
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], at);
  const tar = execFileSync('tar', ['-c', '--null', '-T', '-'], { ...at, input: files });
  execFileSync('tar', ['-x'], { cwd: copy, input: tar });
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
}

async function tryOut(copy: string, { file, from, to }: Mutant): Promise<boolean> {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    before.replace(from, () => to),
  );
  try {
    return !(await passes(copy, dirname(file)));
  } finally {
    writeFileSync(path, before);
  }
}

/** Not for mutants: what looks at texts, and what starts servers. */
const OTHERS = [
  '/node_modules/',
  '/dist/',
  'security/rules.test',
  'security/mutation/',
  'real-servers',
];

/** Whether the tests of the rules pass, and those beside the changed file. */
function passes(copy: string, folder?: string): Promise<boolean> {
  const args = [
    '--experimental-vm-modules',
    '--no-warnings=ExperimentalWarning',
    join(projectRoot, 'node_modules/jest/bin/jest.js'),
    '--bail',
    // A failed suite may leave behind what would keep the process.
    '--forceExit',
    '--silent',
    `${copy}/packages/testing/security/`,
    ...(folder === undefined ? [] : [`${copy}/${folder}/[^/]*$`]),
    '--testPathIgnorePatterns',
    ...OTHERS,
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: copy, maxBuffer: MAX_OUTPUT }, (error) => {
      resolve(error === null);
    });
  });
}

function text({ rule, file, from, to }: Mutant): string {
  const short = (code: string): string =>
    JSON.stringify(code.trim().replace(/\s+/gu, ' ').slice(0, 70));
  return `${String(rule)} ${file}: ${short(from)} → ${short(to)}`;
}

process.exitCode = await main(process.argv.slice(2).map(Number));
