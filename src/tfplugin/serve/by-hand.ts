import { Provider } from '../contracts';

/** What somebody reads who starts the executable in a shell. */
export function usage({ typeName, version }: Provider, address: string): string {
  return `This is ${typeName} ${version}, a provider for Terraform. Terraform starts it by itself; in a shell it does nothing.

To use it, name it in the configuration and run \`terraform init\`:

  terraform {
    required_providers {
      ${typeName} = {
        source  = "${address}"
        version = "${version}"
      }
    }
  }

To debug it, start it with --debug, under a debugger if you like, and run Terraform with the variable that it prints.
`;
}
