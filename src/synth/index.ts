/** What constructs need when the app is synthesised: checks that tolerate tokens, places in the tree, text that Terraform leaves alone. */
export * from './app-aspects';
export * from './checks';
export * from './digest';
export * from './errors';
export * from './guarded';
export * from './helper-program';
export * from './pulls';
export * from './text';
export * from './tree';
