import { PluginError } from './errors';

/** Go's names, where they differ from Node's. */
const GO_OS: { readonly [platform: string]: string } = { win32: 'windows', sunos: 'solaris' };
const GO_ARCH: { readonly [arch: string]: string } = { x64: 'amd64', ia32: '386' };

const PLATFORM_PATTERN = /^[a-z0-9]+_[a-z0-9]+$/;

/** The platform of this process as Terraform names it, such as `linux_amd64`. */
export function thisPlatform(os: string = process.platform, arch: string = process.arch): string {
  return `${GO_OS[os] ?? os}_${GO_ARCH[arch] ?? arch}`;
}

/** Refuses a platform on which Terraform cannot start the plugin, and what is no platform's name. */
export function checkPlatform(platform: string): void {
  if (!PLATFORM_PATTERN.test(platform)) {
    throw new PluginError(`"${platform}" is no platform; write it as Terraform does, OS_ARCH, such as linux_amd64 or darwin_arm64`);
  }
  if (platform.startsWith('windows_')) {
    throw new PluginError(
      `the crowdsec provider does not run on ${platform}: Terraform for Windows starts executables only, and this is a Node.js program`,
      'run Terraform and CDKTF inside the Windows Subsystem for Linux',
    );
  }
}
