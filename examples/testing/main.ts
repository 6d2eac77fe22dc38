import { App } from 'cdktf';
import { BlocklistStack } from './blocklist-stack';

const app = new App();
new BlocklistStack(app, 'blocklists');
app.synth();
