/** Places the plugin as a synthesis does, in a process of its own, which can be limited, raced, and run as another user: FOLDER [TIMES]. */
import { placePlugin } from '../../src/plugin';

const [folder, times = '1'] = process.argv.slice(2);
try {
  for (let i = 0; i < Number(times); i++) placePlugin(folder);
} catch (error) {
  process.stderr.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
