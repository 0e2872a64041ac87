import type { Command } from 'commander';
import { checkDataFolder } from '../doctor/check-data-folder.ts';
import { checkDatabase } from '../doctor/check-database.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkPort } from '../doctor/check-port.ts';
import { checkRedis } from '../doctor/check-redis.ts';
import { ok, problem, reasonOf, type Finding } from '../doctor/checkup.ts';
import { readControllerSettings } from '../read-controller-settings.ts';

const marks = { ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' };

/** `netloom doctor`: looks at what a controller on this machine needs, and changes nothing. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .summary('check settings, data folder, database, clock and port')
    .description(
      'Checks what the controller needs on this machine: settings, data folder, database, Redis, clock, port. ' +
        'Changes nothing. Exit code 1 when there is a problem.',
    )
    .option('--config <file>', 'YAML file with settings')
    .option('--json', 'print the findings as JSON')
    .action(async (options: { config?: string; json?: boolean }) => {
      const findings = await examine(options.config);
      if (options.json) console.log(JSON.stringify(findings, undefined, 2));
      else for (const finding of findings) print(finding);
      if (findings.some(({ verdict }) => verdict === 'problem')) process.exitCode = 1;
    });
}

const examine = async (configFile: string | undefined): Promise<Finding[]> => {
  const machine = checkMachine();
  try {
    const settings = await readControllerSettings(configFile);
    const { dataDirOf } = await import('@netloom/controller');
    return [
      ...machine,
      ok('settings', 'all values are allowed'),
      ...(await checkDataFolder(dataDirOf(settings))),
      ...(await checkDatabase(settings)),
      ...(await checkRedis(settings)),
      ...(await checkPort(settings)),
    ];
  } catch (error) {
    return [...machine, problem('settings', reasonOf(error), 'See docs/reference/settings.md.')];
  }
};

const print = ({ subject, verdict, text, advice }: Finding): void => {
  console.log(`${marks[verdict]}${subject}: ${text}`);
  if (advice !== undefined) console.log(`${' '.repeat(marks.ok.length)}→ ${advice}`);
};
