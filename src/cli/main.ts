import { Command as Parser, CommanderError } from 'commander';
import { adoptCommand } from './commands/adopt';
import { doctorCommand } from './commands/doctor';
import { emulatorCommand } from './commands/emulator';
import { installCommand } from './commands/install';
import { versionCommand, versionText } from './commands/version';
import { CliError, UsageError } from './errors';
import { addCommand, EXIT } from './options';

const COMMANDS = [adoptCommand, doctorCommand, emulatorCommand, installCommand, versionCommand];

/** @returns the exit code */
async function run(args: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.fine;
  const program = new Parser('cdktf-crowdsec')
    .description('CrowdSec blocklists as code: what goes with the constructs and the Terraform provider.')
    .version(versionText(), '-V, --version', 'print the version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('Run it with --help to see what it takes.');
  for (const command of COMMANDS) addCommand(program, command, (code) => { exitCode = code; });
  program.helpCommand(false);
  refuseUnknownCommand(program, args);
  await program.parseAsync(args, { from: 'user' });
  return exitCode;
}

/** With the list of commands, which the parser itself does not give. */
function refuseUnknownCommand(program: Parser, [first]: readonly string[]): void {
  if (first === undefined || first.startsWith('-') || COMMANDS.some(({ name }) => name === first)) return;
  program.error(`error: "${first}" is no command; there are ${COMMANDS.map(({ name }) => name).join(', ')}`);
}

function exitCodeOf(error: unknown): number {
  // The parser has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof CliError) console.error(error.message);
  else console.error('cdktf-crowdsec stopped because of a mistake of its own; please report it with this text:\n', error);
  return EXIT.failed;
}

async function main(): Promise<void> {
  // Not process.exit: what was printed into a pipe has to get through.
  process.exitCode = await run(process.argv.slice(2)).catch(exitCodeOf);
}

void main();
